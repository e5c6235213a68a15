// Every list of the API: filtered and sorted on the server, paged by keyset cursor, scoped, exported as CSV or XLSX.
// A list is declared once; its page, its count and its export are views over the same SQL.
//
//   struct SiteFilter : ListRequest { std::optional<Id<Organization>> organization; std::optional<Text<50>> name; };
//   BOOST_DESCRIBE_STRUCT(SiteFilter, (ListRequest), (organization, name))
//
//   const List<SiteRow> sites{{
//       .name    = "sites",
//       .select  = "SELECT s.id, s.name, s.county FROM sites s",
//       .scope   = {"s.county", "s.division", "s.organization"},
//       .filters = {{"organization", "s.organization = :organization"}, {"name", "s.name LIKE :name",
//       Match::contains}}, .sorts   = {{"name", "s.name"}}, .key     = "s.id"}};
//
//   Page<SiteRow> list_sites(Snapshot& s, const Actor& a, const SiteFilter& f) { return sites.page(s, a, f); }
//   Download export_sites(Database& d, const Actor& a, const SiteExport& f) { return sites.download(d, a, f); }
//
// The row must have the member `id` (or the spec's `key_member`) and, for each sort, one of the sort's name: they make
// the cursor.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/access/actor.hpp"
#include "platform/api/endpoint.hpp"

namespace tongzhou {

BOOST_DEFINE_ENUM_CLASS(SortOrder, ascending, descending)
BOOST_DEFINE_ENUM_CLASS(ExportFormat, csv, xlsx)

/// What every list takes; filters derive from it.
struct ListRequest {
    std::optional<Bounded<1, 500>> limit;  ///< rows in a page, 50 unless said
    std::optional<Text<500>> cursor;       ///< `next` of the page before
    std::optional<Text<40>> sort;          ///< a sort of the list
    std::optional<SortOrder> order;
    std::optional<bool> count;  ///< also count all rows, up to 100,000
};
BOOST_DESCRIBE_STRUCT(ListRequest, (), (limit, cursor, sort, order, count))

template <class Row>
struct Page {
    std::vector<Row> items;
    std::optional<std::string> next;    ///< cursor of the following page; absent on the last
    std::optional<std::int64_t> total;  ///< when asked for; never beyond 100,000
    std::optional<bool> total_is_more;  ///< there are more than `total`

    BOOST_DESCRIBE_CLASS(Page, (), (items, next, total, total_is_more), (), ())
};

enum class Match : std::uint8_t {
    exact,     ///< the parameter as it is
    contains,  ///< for LIKE: %text%, its own % and _ escaped with backslash
    begins,    ///< for LIKE: text%
    within     ///< a DivisionCode: the condition has :NAME_low and :NAME_high, the code's range()
};

struct Filter {
    std::string_view name;       ///< member of the request
    std::string_view condition;  ///< with the parameter :name (or as Match says)
    Match match = Match::exact;
};

struct Sort {
    std::string_view name;  ///< member of the row
    std::string_view column;
    SortOrder order = SortOrder::ascending;
};

struct ListSpec {
    std::string_view name;
    std::string_view select;
    ScopeColumns scope;
    std::vector<Filter> filters;
    std::vector<Sort> sorts;  ///< the first is the default; every row has a value for each
    std::string_view key;
    std::string_view where = {};                                             ///< a condition that always holds, if any
    std::vector<std::pair<std::string_view, std::string_view>> labels = {};  ///< member and its Chinese column title
    std::string_view key_member = "id";  ///< member with the key's value, where `id` may stand in several rows
};

/// One text and its arguments, ready to be run.
struct Selection {
    std::string text;
    std::vector<sql::Argument> arguments;
};

/// Appends the rows after `cursor` (empty: the first ones), each as wide as the header, says in `next` where the
/// following ones begin, and returns whether there are any.
using NextRows = std::function<bool(Snapshot&, const std::string& cursor, std::vector<std::vector<std::string>>& rows,
                                    std::string& next)>;

/// A table as a file, its rows asked for page by page from one snapshot. What a List's download is made of, for tables
/// whose columns are known only at run time; the caller records the export in the audit log.
Download stream_table(Database& database, std::string_view name, std::vector<std::string> header, ExportFormat format,
                      NextRows next_rows);

/// The part of List that does not depend on the row's type.
class ListBase {
  public:
    explicit ListBase(ListSpec spec, const Shape& row);
    ListBase(const ListBase&) = delete;
    ListBase& operator=(const ListBase&) = delete;

    const ListSpec& spec() const { return spec_; }
    /// Every list of the program, for the test that prepares each filter and sort on both engines.
    static const std::vector<const ListBase*>& all();
    /// One text for each filter and each sort, with a cursor: what that test prepares.
    std::vector<std::string> example_texts() const;

  protected:
    struct Order {
        const Sort* sort;
        SortOrder order;
        std::size_t limit;
    };
    Order order_of(const ListRequest& request) const;
    Selection select_page(const Actor& actor, const Shape& filter, const void* values, const Condition& also,
                          const ListRequest& request, const Order& order) const;
    Selection select_rows(const Actor& actor, const Shape& filter, const void* values, const Condition& also) const;
    Selection select_count(const Actor& actor, const Shape& filter, const void* values, const Condition& also) const;
    std::string cursor_of(const Order& order, const void* row) const;
    /// Asks for pages until the last and streams them; each cell is the text of its leaf.
    Download stream(Database& database, const Actor& actor, ExportFormat format, NextRows next) const;
    void cells_of(const void* row, std::vector<std::string>& cells) const;

  private:
    Selection conditions(const Actor& actor, const Shape& filter, const void* values, const Condition& also) const;
    std::string ordered(Selection& selection, const Order& order, const std::optional<std::string>& cursor) const;
    ListSpec spec_;
    const Shape& row_;
};

template <class Row>
class List : public ListBase {
  public:
    explicit List(ListSpec spec) : ListBase(std::move(spec), shape_of<Row>()) {}

    /// `also` is what the filters of the list cannot say: a condition that is made for the request.
    template <class Request>
    Page<Row> page(Snapshot& snapshot, const Actor& actor, const Request& request, const Condition& also = {}) const {
        return page_of(snapshot, actor, shape_of<Request>(), &request, also, request);
    }
    /// The rows of all pages of the request, as " FROM … WHERE …" with its arguments: what a total is made over, so
    /// that it opens to exactly the rows it counts.
    template <class Request>
    Selection rows(const Actor& actor, const Request& request, const Condition& also = {}) const {
        return select_rows(actor, shape_of<Request>(), &request, also);
    }
    /// The whole list, from one snapshot; `Request` also has a member `format`.
    template <class Request>
    Download download(Database& database, const Actor& actor, const Request& request, Condition also = {}) const {
        return stream(database, actor, request.format.value_or(ExportFormat::csv),
                      [this, actor, own = Request(request), also = std::move(also)](
                          Snapshot& snapshot, const std::string& cursor, std::vector<std::vector<std::string>>& rows,
                          std::string& next) mutable {
                          own.limit = 500;
                          own.count.reset();
                          own.cursor.reset();
                          if (!cursor.empty()) own.cursor = Text<500>(cursor);
                          auto page = this->page(snapshot, actor, own, also);
                          for (const auto& row : page.items) this->cells_of(&row, rows.emplace_back());
                          next = page.next.value_or("");
                          return page.next.has_value();
                      });
    }

  private:
    Page<Row> page_of(Snapshot& snapshot, const Actor& actor, const Shape& filter, const void* values,
                      const Condition& also, const ListRequest& request) const {
        Page<Row> page;
        auto order = order_of(request);
        auto selection = select_page(actor, filter, values, also, request, order);
        page.items = snapshot.all_of<Row>(selection.text, std::move(selection.arguments));
        if (page.items.size() > order.limit) {
            page.items.pop_back();
            page.next = cursor_of(order, &page.items.back());
        }
        if (request.count.value_or(false)) {
            auto count = select_count(actor, filter, values, also);
            auto total = snapshot.all_of<std::int64_t>(count.text, std::move(count.arguments)).front();
            page.total = std::min<std::int64_t>(total, 100'000);
            page.total_is_more = total > 100'000;
        }
        return page;
    }
};

}  // namespace tongzhou
