#include "modules/resumption/attachments.hpp"
#include "modules/resumption/drafts.hpp"
#include "modules/resumption/lists.hpp"
#include "modules/resumption/offices.hpp"
#include "modules/resumption/permit_book.hpp"
#include "modules/resumption/permit_page.hpp"
#include "modules/resumption/rates.hpp"
#include "modules/resumption/reviews.hpp"
#include "platform/events/events.hpp"

namespace tongzhou {
namespace {

using namespace resumption;

void add_filings(Api& api) {
    api.get("/filings", list_filings).needs(Permission::filing_read).says("复工申请", "Filings, in the order of work");
    api.get("/filings/export", export_filings).needs(Permission::export_run).says("导出复工申请", "Export filings");
    api.post("/filings", create_filing)
        .needs(Permission::filing_write)
        .answers(201)
        .says("开始一份复工申请，已知内容自动填好", "Begin a filing, filled with what is known");
    api.get("/filings/{id}", show_filing).needs(Permission::filing_read).says("一份复工申请", "One filing, whole");
    api.put("/filings/{id}", change_filing).needs(Permission::filing_write).says("填写复工申请", "Fill in a filing");
    api.post("/filings/{id}/submission", submit_filing)
        .needs(Permission::filing_write)
        .says("提交复工申请；缺件一次列全", "Hand a filing in; what is missing is listed at once");
    api.post("/filings/{id}/withdrawal", withdraw_filing)
        .needs(Permission::filing_write)
        .says("撤回复工申请", "Withdraw a filing");
    api.post("/filings/{id}/principal", unmask_principal)
        .needs(Permission::person_unmask)
        .unaudited()  // it says itself why
        .says("查看主要负责人联系方式（记入审计）", "Show the head in the clear; audited");
    api.post("/filings/{id}/files", attach_paper)
        .needs(Permission::filing_write)
        .answers(201)
        .says("上传申请材料", "Attach a paper");
    api.get("/filings/{id}/files/{file}", read_paper)
        .needs(Permission::filing_read)
        .says("查看申请材料", "Read a paper");
    api.del("/filings/{id}/files/{file}", remove_paper)
        .needs(Permission::filing_write)
        .says("删除申请材料", "Take a paper off a draft");
}

void add_reviews(Api& api) {
    api.get("/filing-reviews", list_reviews)
        .needs(Permission::filing_read)
        .says("审核环节与时限", "Stages of reviews and their time");
    api.post("/filings/{id}/decision", decide_filing)
        .needs(Permission::filing_review)
        .says("审核一个环节：通过、退回补件或不予批准", "Decide a stage: pass, return for papers, or refuse");
    api.post("/filings/decisions", pass_filings)
        .needs(Permission::filing_review)
        .unaudited()  // each is audited by itself
        .says("批量通过，逐份给出结果", "Pass many filings, each with its outcome");
    api.post("/filings/{id}/priority", prioritise_filing)
        .needs(Permission::filing_review)
        .says("调整优先级", "Move a filing in the order of work");
    api.get("/filing-checklist", show_checklist)
        .needs(Permission::filing_read)
        .says("现场核查清单及依据", "What is looked at on the spot");
    api.post("/filings/{id}/checks", record_check)
        .needs(Permission::filing_review)
        .answers(201)
        .says("记录现场或视频核查、复查", "Record a check or recheck, on the spot or by video");
    api.post("/filings/{id}/checks/{check}/files", attach_photograph)
        .needs(Permission::filing_review)
        .answers(201)
        .says("上传核查照片", "Attach a photograph to a check");
    api.get("/filings/{id}/checks/{check}/files/{file}", read_photograph)
        .needs(Permission::filing_read)
        .says("查看核查照片", "See a photograph of a check");
    api.post("/filings/{id}/revocation", revoke_filing)
        .needs(Permission::filing_review)
        .says("撤销复工许可", "Revoke the permit");
    api.post("/filings/{id}/reinstatement", reinstate_filing)
        .needs(Permission::filing_review)
        .says("复查合格后恢复许可", "Give the permit back after a passed recheck");
    api.get("/review-offices", list_offices)
        .needs(Permission::filing_read)
        .says("各审核环节的承办部门", "The offices that decide the stages");
    api.put("/review-offices", name_office)
        .needs(Permission::rule_write)
        .says("指定审核环节的承办部门", "Name the office that decides a stage");
}

void add_permits(Api& api) {
    api.get("/permits", list_permits).needs(Permission::filing_read).says("复工许可", "Permits");
    api.get("/permits/export", export_permits).needs(Permission::export_run).says("导出复工许可", "Export permits");
    api.get("/permits/verification", verify_permit)
        .open()
        .says("核验复工许可真伪（公开）", "Verify a permit; open to anyone");
    api.get("/p/{token}", show_permit_page)
        .open()
        .says("复工许可核验页（许可二维码打开，公开）", "The page that a permit's QR code opens; open to anyone");
    api.get("/permits/{id}", show_permit).needs(Permission::filing_read).says("一份复工许可", "A permit");
    api.get("/permits/{id}/qr", show_permit_qr).needs(Permission::filing_read).says("许可二维码", "Its QR code");
    api.post("/permits/{id}/staff", tell_staff)
        .needs(Permission::filing_write)
        .says("填报在岗人数", "Tell how many are back at work");
    api.get("/resumption-rates", show_rates)
        .needs(Permission::filing_read)
        .says("企业复工率与员工返岗率", "Rates of resumption of enterprises and of staff");
    api.get("/resumption", list_standings)
        .needs(Permission::filing_read)
        .says("企业复工情况", "Enterprises, and whether they have resumed work");
    api.get("/resumption/export", export_standings)
        .needs(Permission::export_run)
        .says("导出企业复工情况", "Export enterprises and their resumption");
}

void add_routes(Api& api) {
    add_filings(api);
    add_reviews(api);
    add_permits(api);
}

std::shared_ptr<void> provide(Database& database) {
    struct Kept {
        PermitBook book;
        PublicAddress address;
    };
    auto kept = std::make_shared<Kept>();
    database.services().provide(kept->book);
    database.services().provide(kept->address);
    auto& bus = database.services().get<events::Bus>();
    bus.declare_topic("filing", Permission::filing_read, {"复工申请有变化", "A filing has moved"});
    bus.declare_topic("permit", Permission::filing_read, {"复工许可签发或撤销", "A permit was issued or revoked"});
    return kept;
}

}  // namespace

const Module resumption_module{"resumption", &resumption_migrations, add_routes, provide};

}  // namespace tongzhou
