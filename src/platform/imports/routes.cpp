#include "platform/imports/endpoints.hpp"
#include "platform/jobs/jobs.hpp"

namespace tongzhou {

namespace imports {
namespace {

void add_routes(Api& api) {
    api.get("/import-kinds", list_kinds)
        .needs(Permission::import_run)
        .says("可导入的种类及其列", "What can be imported, and its columns");
    api.get("/import-kinds/{kind}/template", download_template)
        .needs(Permission::import_run)
        .says("下载空白模板", "Download an empty table with the columns of a kind");
    api.post("/import-kinds/{kind}/columns", preview_columns)
        .needs(Permission::import_run)
        .unaudited()
        .says("预览文件的列如何对应", "Preview how the columns of a file are understood");
    api.post("/import-kinds/{kind}/imports", upload_import)
        .needs(Permission::import_run)
        .answers(201)
        .says("导入表格；完成后返回", "Import a spreadsheet; answers when it is done");
    api.get("/imports", list_imports).needs(Permission::import_run).says("导入记录", "Imports");
    api.get("/imports/{id}", get_import)
        .needs(Permission::import_run)
        .says("一次导入及其进度", "One import and its progress");
    api.get("/imports/{id}/rows", list_rows)
        .needs(Permission::import_run)
        .says("每一行的结果", "What became of each row");
    api.get("/imports/{id}/refused", download_refused)
        .needs(Permission::import_run)
        .says("下载被拒绝的行，改正后可重新导入", "Download the refused rows, to be mended and imported again");
}

std::shared_ptr<void> provide(Database& database) {
    database.services().get<jobs::Scheduler>().add("close_interrupted_imports",
                                                   jobs::Schedule::every(silence_of_the_dead),
                                                   {"标记中断的导入", "Mark imports that were interrupted"},
                                                   [](Database& d) { close_interrupted(d, silence_of_the_dead); });
    return nullptr;
}

}  // namespace
}  // namespace imports

const Module imports_module{.name = "imports",
                            .migrations = &imports_migrations,
                            .add_routes = imports::add_routes,
                            .provide = imports::provide};

}  // namespace tongzhou
