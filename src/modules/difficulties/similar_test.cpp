// Which difficulties are alike, and one measure that solves many of them.
#include "modules/difficulties/similarity.hpp"
#include "modules/difficulties/test_difficulties.hpp"

namespace tongzhou::difficulties::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// The library's own table: its functions are not this module's.
const sql::Query insert_policy{R"(
    INSERT INTO policies (id, division, title, kind, version, text, created_at, updated_at, change)
    VALUES (:id, :division, '关于保障员工返岗的通知', 'notice', 1, '开行专车。', 0, 0, 1))"};

TEST(Similarity, IsTwiceTheSharedPairsOverAll) {
    const auto of = [](const char* a, const char* b) { return Bigrams(a).similarity(Bigrams(b)); };
    EXPECT_DOUBLE_EQ(of("口罩不够", "口罩不够"), 1);
    EXPECT_DOUBLE_EQ(of("口罩不够", "口罩 不够！"), 1) << "spaces and punctuation do not count";
    EXPECT_DOUBLE_EQ(of("ＡＢＣ公司", "abc公司"), 1);
    EXPECT_DOUBLE_EQ(of("口罩不够", "口罩太少"), 2.0 / 6.0);  // 口罩 of three and three
    EXPECT_DOUBLE_EQ(of("口罩", "贷款"), 0);
    EXPECT_DOUBLE_EQ(of("", ""), 0);
    EXPECT_DOUBLE_EQ(of("，。", "，。"), 0);
    EXPECT_DOUBLE_EQ(of("难", "难"), 1);
    EXPECT_DOUBLE_EQ(of("哈哈哈哈", "哈哈"), 1) << "a pair counts once";
}

TEST(Similarity, GroupsByChains) {
    const char* texts[] = {"外地员工返岗没有班车", "流动资金不足",     "外地员工返岗没有车",
                           "外地职工返岗没有车坐", "流动资金严重不足", "房租"};
    std::vector<Bigrams> bigrams;
    for (const auto* text : texts) bigrams.emplace_back(text);
    EXPECT_THAT(group_similar(bigrams, 0.5), ElementsAre(ElementsAre(0, 2, 3), ElementsAre(1, 4)));
    EXPECT_THAT(group_similar(bigrams, 0.95), IsEmpty());
    EXPECT_THAT(group_similar({}, 0.5), IsEmpty());
    // The index agrees with a comparison of each with each.
    for (std::size_t i = 0; i < bigrams.size(); ++i)
        for (std::size_t j = i + 1; j < bigrams.size(); ++j) {
            const auto both = group_similar({bigrams[i], bigrams[j]}, 0.5);
            EXPECT_EQ(!both.empty(), bigrams[i].similarity(bigrams[j]) >= 0.5) << texts[i] << ' ' << texts[j];
        }
}

class Similar : public DifficultyTest {
  protected:
    static std::vector<Id<Difficulty>> ids(const std::vector<SimilarDifficulty>& difficulties) {
        std::vector<Id<Difficulty>> list;
        for (const auto& difficulty : difficulties) list.push_back(difficulty.id);
        return list;
    }
};

TEST_F(Similar, AreOpenOfTheSameKindAndWithinTheScope) {
    const auto one = raised(plant, "外地员工返岗没有班车"), two = raised(brewery, "外地员工返岗没有车坐"),
               foreign = raised(mill, "外地员工返岗没有班车");
    raised(brewery, "外地员工返岗没有班车", DifficultyKind::hiring);
    raised(brewery, "房租");
    const auto gone = raised(brewery, "外地员工返岗没有班车");
    write(withdraw_difficulty, brewery, WhyRequest{gone, "已自行解决"});
    EXPECT_THAT(ids(read(list_similar, command, SimilarRequest{one, {}}).items), ElementsAre(two));
    EXPECT_THAT(ids(read(list_similar, city_transport, SimilarRequest{one, {}}).items), ElementsAre(foreign, two))
        << "the most similar first";
    EXPECT_THAT(ids(read(list_similar, plant, SimilarRequest{one, {}}).items), IsEmpty())
        << "an enterprise sees its own alone";
    EXPECT_EQ(fault_of([&] { read(list_similar, other_county, SimilarRequest{one, {}}); }), "not_found");
    EXPECT_THAT(ids(read(list_similar, city_transport, SimilarRequest{one, 100}).items), ElementsAre(foreign));

    const auto groups = read(list_groups, city_transport, GroupsRequest{});
    ASSERT_EQ(groups.groups.size(), 1u);
    EXPECT_THAT(ids(groups.groups[0].difficulties), UnorderedElementsAre(one, two, foreign));
    EXPECT_THAT(read(list_groups, other_county, GroupsRequest{}).groups, IsEmpty());
}

TEST_F(Similar, AreSolvedByOneMeasure) {
    const auto one = claimed(plant, transport), two = claimed(brewery, transport),
               unclaimed = verified(plant, "另一个难题");
    const auto foreign = raised(mill);
    SolveRequest request;
    request.id = Id<Solution>::make(SystemClock().now());
    request.difficulties = {one, two, unclaimed, foreign};
    request.text = "开行定制返岗专车";
    request.link_kind = SolutionKind::policy;
    request.link = new_uuid_v7(Instant());
    EXPECT_EQ(fault_of([&] { write(solve_difficulties, transport, request); }), "invalid_fields /link:no_such_policy");
    db->write([&](Tx& tx) { tx.run(insert_policy, *request.link, transport.scope.division()); });
    const auto answer = write(solve_difficulties, transport, request);
    EXPECT_EQ(answer.solved, 2);
    EXPECT_EQ(answer.id, request.id);
    EXPECT_EQ(answer.outcomes[2].code, "difficulty_state");
    EXPECT_EQ(answer.outcomes[3].code, "not_found");
    for (const auto& id : {one, two}) {
        EXPECT_EQ(show(id).state, DifficultyState::solved);
        EXPECT_EQ(show(id).solution->id, *request.id);
        EXPECT_EQ(show(id).solution->link, request.link);
        EXPECT_EQ(show(id).solution->organization_name, "泗水县交通局");
    }
    EXPECT_EQ(show(unclaimed).state, DifficultyState::verified);
    const auto again = write(solve_difficulties, transport, request);
    EXPECT_EQ(again.solved, 2) << "sent again it is the same";
    EXPECT_EQ(number("SELECT COUNT(*) FROM solutions"), 1);
    EXPECT_EQ(show(one).moves.size(), 4u);
    DifficultyFilter by_measure;
    by_measure.solution = request.id;
    EXPECT_EQ(read(list_difficulties, command, by_measure).items.size(), 2u);
    request.text = "别的措施";
    EXPECT_EQ(fault_of([&] { write(solve_difficulties, transport, request); }), "id_taken");
    // Each enterprise speaks for itself.
    write(confirm_difficulty, plant, NoteRequest{one, {}});
    EXPECT_EQ(show(two).state, DifficultyState::solved);

    std::vector<FieldFault> faults;
    request.link.reset();
    check(request, faults);
    ASSERT_EQ(faults.size(), 1u);
    EXPECT_EQ(faults[0].path, "/link");
}

}  // namespace
}  // namespace tongzhou::difficulties::testing
