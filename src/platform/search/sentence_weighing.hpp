// The features of sentences. Private to this folder.
#pragma once

#include "platform/search/passages.hpp"

namespace tongzhou::search {

/// Fills in the features of all sentences of a text, which are in order.
void weigh_sentences(const Question& question, const Reading& reading, std::span<Sentence> sentences);

}  // namespace tongzhou::search
