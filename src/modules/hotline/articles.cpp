#include "modules/hotline/articles.hpp"

#include "modules/hotline/gaps.hpp"

namespace tongzhou::hotline {
namespace {

const sql::Query insert_article{R"(
    INSERT INTO articles (county, id, division, matter, question, answer, basis, state, gap, author, author_name, used,
                          created_at, updated_at)
    VALUES (:county, :id, :division, :matter, :question, :answer, :basis, 'draft', :gap, :author, :author_name, 0,
            :created_at, :updated_at)
    ON CONFLICT (county, id) DO NOTHING)"};
const sql::Query find_article{R"(
    SELECT id, division, matter, question, answer, basis, state, gap, author, author_name, reviewer_name, review_note,
           used, created_at, updated_at
    FROM articles WHERE id = :id)"};
const sql::Query change_article_row{R"(
    UPDATE articles
    SET matter = :matter, question = :question, answer = :answer, basis = :basis, state = :state, author = :author,
        author_name = :author_name, reviewer_name = :reviewer_name, review_note = :review_note,
        updated_at = :updated_at
    WHERE county = :county AND id = :id AND updated_at = :before)"};
const sql::Query count_use{"UPDATE articles SET used = used + 1 WHERE county = :county AND id = :id"};

const List<ArticleRow> articles{
    {.name = "articles",
     .select = "SELECT a.id, a.division, a.matter, a.question, a.answer, a.basis, a.state, a.gap, a.author, "
               "a.author_name, a.reviewer_name, a.review_note, a.used, a.created_at, a.updated_at FROM articles a",
     .scope = {"a.county", "a.division", ""},
     .filters = {{"division", "a.division >= :division_low AND a.division < :division_high", Match::within},
                 {"state", "a.state = :state"},
                 {"matter", "a.matter = :matter"},
                 {"question", "a.question LIKE :question", Match::contains}},
     .sorts = {{"updated_at", "a.updated_at", SortOrder::descending}, {"used", "a.used", SortOrder::descending}},
     .key = "a.id"}};

std::optional<std::string> text_of(const auto& text) {
    if (!text || text->empty()) return std::nullopt;
    return text->value;
}

// Of those who write and review: they cover the place.
ArticleRow require_article(Snapshot& snapshot, const Actor& actor, const Id<Article>& id) {
    auto article = snapshot.find<ArticleRow>(find_article, id);
    if (!article || !actor.scope.covers_division(article->division)) throw no_such_record();
    return *std::move(article);
}

void store(Tx& tx, ArticleRow& a) {
    const auto before = a.updated_at;
    a.updated_at = std::max(tx.now(), before + std::chrono::milliseconds(1));
    if (tx.run(change_article_row, a.matter, a.question, a.answer, a.basis, a.state, a.author, a.author_name, a.reviewer_name,
               a.review_note, a.updated_at, a.division.county(), a.id, before) == 0)
        throw Problem::conflict("article_changed", "此条知识刚被他人修改，请刷新后再试。",
                                "Somebody else has just changed this article; read it again.");
}

[[noreturn]] void refuse_state() {
    throw Problem::conflict("wrong_state", "此条知识当前状态不能这样办理，请刷新后查看。",
                            "The article's state does not allow this; read it again.");
}

}  // namespace

bool reads_knowledge_of(const Actor& actor, const DivisionCode& division) {
    const auto& own = actor.scope.division();
    return actor.scope.covers_division(division) || (own.is_set() && division.contains(own));
}

ArticleRow write_article(Tx& tx, const Actor& actor, const NewArticle& request) {
    if (!actor.scope.covers_division(request.division)) throw no_such_record();
    if (request.gap) require_gap(tx, actor, *request.gap);
    const auto id = request.id.value_or(Id<Article>::make(tx.now()));
    if (tx.run(insert_article, request.division.county(), id, request.division, text_of(request.matter),
               request.question.value, request.answer.value, text_of(request.basis), request.gap, actor.id, actor.name,
               tx.now(), tx.now()) == 0) {
        auto known = require_article(tx, actor, id);
        if (known.question != request.question.value)
            throw Problem::conflict("id_reused", "此编号已用于另一条知识，请换一个编号再提交。",
                                    "This id stands for another article; send it under a new id.");
        return known;
    }
    return require_article(tx, actor, id);
}

ArticleRow change_article(Tx& tx, const Actor& actor, const ChangedArticle& request) {
    auto article = require_article(tx, actor, request.id);
    article.matter = text_of(request.matter);
    article.question = request.question.value;
    article.answer = request.answer.value;
    article.basis = text_of(request.basis);
    article.state = ArticleState::draft;
    article.author = actor.id;
    article.author_name = actor.name;
    article.reviewer_name.reset();
    article.review_note.reset();
    store(tx, article);
    return article;
}

ArticleRow show_article(Snapshot& snapshot, const Actor& actor, const ArticleById& request) {
    auto article = snapshot.find<ArticleRow>(find_article, request.id);
    if (!article) throw no_such_record();
    const bool theirs = actor.scope.covers_division(article->division);
    if (!theirs && (article->state != ArticleState::published || !reads_knowledge_of(actor, article->division)))
        throw no_such_record();
    return *article;
}

ArticleRow submit_article(Tx& tx, const Actor& actor, const ArticleById& request) {
    auto article = require_article(tx, actor, request.id);
    if (article.state == ArticleState::in_review) return article;
    if (article.state != ArticleState::draft) refuse_state();
    article.state = ArticleState::in_review;
    store(tx, article);
    return article;
}

ArticleRow review_article(Tx& tx, const Actor& actor, const ReviewArticle& request) {
    auto article = require_article(tx, actor, request.id);
    if (article.state != ArticleState::in_review) refuse_state();
    if (article.author == actor.id)
        throw Problem::conflict("own_article", "自己撰写的知识须由他人审核。",
                                "Somebody other than its author reviews an article.");
    article.state = request.accepted ? ArticleState::published : ArticleState::draft;
    article.reviewer_name = actor.name;
    article.review_note = text_of(request.note);
    store(tx, article);
    if (request.accepted && article.gap) fill_gap(tx, *article.gap, article.id);
    return article;
}

ArticleRow withdraw_article(Tx& tx, const Actor& actor, const WithdrawArticle& request) {
    auto article = require_article(tx, actor, request.id);
    if (article.state == ArticleState::withdrawn) return article;
    article.state = ArticleState::withdrawn;
    article.reviewer_name = actor.name;
    article.review_note = request.why.value;
    store(tx, article);
    return article;
}

Page<ArticleRow> list_articles(Snapshot& snapshot, const Actor& actor, const ArticleFilter& filter) {
    return articles.page(snapshot, actor, filter);
}

void use_article(Tx& tx, const Actor& actor, const Id<Article>& id) {
    const auto article = show_article(tx, actor, {id});
    if (article.state != ArticleState::published) refuse_state();
    tx.run(count_use, article.division.county(), id);
}

}  // namespace tongzhou::hotline
