// Knowledge: a question and its answer, written by one officer and shown to the desks once another has reviewed it.
// Private to this module.
//
// An article holds in its division and everything within it. It is read there and by those who cover that place; drafts
// and what waits for review only by the latter.
#pragma once

#include "modules/hotline/tickets.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::hotline {

BOOST_DEFINE_ENUM_CLASS(ArticleState, draft, in_review, published, withdrawn)

struct ArticleRow {
    Id<Article> id;
    DivisionCode division;
    std::optional<std::string> matter;
    std::string question, answer;
    std::optional<std::string> basis;
    ArticleState state{};
    std::optional<Id<KnowledgeGap>> gap;
    Uuid author;
    std::string author_name;
    std::optional<std::string> reviewer_name, review_note;
    std::int64_t used = 0;
    Instant created_at, updated_at;
};
BOOST_DESCRIBE_STRUCT(ArticleRow, (),
                      (id, division, matter, question, answer, basis, state, gap, author, author_name, reviewer_name,
                       review_note, used, created_at, updated_at))

struct NewArticle {
    std::optional<Id<Article>> id;  ///< made by the client: sent twice it is one article
    DivisionCode division;
    std::optional<Text<50>> matter;
    Text<500, 2> question;
    Answer answer;
    std::optional<Text<300>> basis;         ///< document and clause
    std::optional<Id<KnowledgeGap>> gap;    ///< that it fills
};
BOOST_DESCRIBE_STRUCT(NewArticle, (), (id, division, matter, question, answer, basis, gap))
ArticleRow write_article(Tx& tx, const Actor& actor, const NewArticle& request);

struct ChangedArticle {
    Id<Article> id;
    std::optional<Text<50>> matter;
    Text<500, 2> question;
    Answer answer;
    std::optional<Text<300>> basis;
};
BOOST_DESCRIBE_STRUCT(ChangedArticle, (), (id, matter, question, answer, basis))
/// Whoever changes it is its author from now on, and it must be reviewed again.
ArticleRow change_article(Tx& tx, const Actor& actor, const ChangedArticle& request);

struct ArticleById {
    Id<Article> id;
};
BOOST_DESCRIBE_STRUCT(ArticleById, (), (id))
ArticleRow show_article(Snapshot& snapshot, const Actor& actor, const ArticleById& request);
ArticleRow submit_article(Tx& tx, const Actor& actor, const ArticleById& request);

struct ReviewArticle {
    Id<Article> id;
    bool accepted = false;  ///< false: back to its author
    std::optional<Text<500>> note;
};
BOOST_DESCRIBE_STRUCT(ReviewArticle, (), (id, accepted, note))
/// Throws 409 "own_article" for the author: four eyes. Publishing fills the gap that it was written for.
ArticleRow review_article(Tx& tx, const Actor& actor, const ReviewArticle& request);

struct WithdrawArticle {
    Id<Article> id;
    Reason why;
};
BOOST_DESCRIBE_STRUCT(WithdrawArticle, (), (id, why))
ArticleRow withdraw_article(Tx& tx, const Actor& actor, const WithdrawArticle& request);

struct ArticleFilter : ListRequest {
    std::optional<DivisionCode> division;  ///< and everything within it
    std::optional<ArticleState> state;
    std::optional<Text<50>> matter;
    std::optional<Text<100>> question;  ///< a part of it
};
BOOST_DESCRIBE_STRUCT(ArticleFilter, (ListRequest), (division, state, matter, question))
/// Those of the places that the actor covers.
Page<ArticleRow> list_articles(Snapshot& snapshot, const Actor& actor, const ArticleFilter& filter);

/// Whether what holds in that division may be read by the actor: it covers the place, or lies within it.
bool reads_knowledge_of(const Actor& actor, const DivisionCode& division);

/// An answer quotes it. Throws 404 for one that the actor may not read.
void use_article(Tx& tx, const Actor& actor, const Id<Article>& id);

}  // namespace tongzhou::hotline
