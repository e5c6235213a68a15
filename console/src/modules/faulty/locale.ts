import type { Locale } from "@/parts/i18n";

export default {
  "zh-CN": {
    title: "异常记录", says: "设备上传、但无法识别为一次通行的内容。原文加密保存，一条也不丢；由人看过，写明怎样处理。", emptyHint: "设备上传的都能识别。",
    received: "收到时间", reason: "哪里不对", organization: "单位", gate: "通道", device: "设备", division: "区划", settlement: "处理", note: "说明", settledBy: "处理人", settledAt: "处理时间",
    settled: "处理情况", isSettled: "已处理", isOpen: "待处理", showOpen: "只看待处理", settlements: { entered: "已补登", dismissed: "不必登记" }, fault: "{field}：{what}",
    fields: {
      id: "编号", gate: "通道", direction: "方向", means: "方式", pass: "通行证", document: "证件号码", document_kind: "证件类型", person: "人员", visitor: "访客登记", temperature: "体温", at: "时间", verdict: "结果", reason: "原因",
      name: "姓名", mobile: "手机号", origin: "从哪里来", employer: "单位", outbreak_contact: "接触史", visiting: "访问谁",
    },
    codes: {
      missing: "缺少", not_found: "找不到", id_reused: "已用于另一次通行，内容不同", bad_json: "不是完整的 JSON", unknown_field: "不认识的项目", not_one_of: "不在可选范围内", out_of_range: "超出范围", wrong_length: "长度不对", wrong_kind: "类型不对",
      too_many_items: "项目太多", too_precise: "小数太多", duplicate_key: "重复", nul_character: "含有空字符", not_an_integer: "不是整数", not_a_number: "不是数字", not_a_boolean: "不是是否", not_an_id: "不是编号", not_an_instant: "不是时间",
      not_a_date: "不是日期", not_a_mobile: "不是手机号", not_a_temperature: "不是体温", not_a_division: "不是区划代码",
    },
    sent: { open: "原文", title: "记录原文", what: "如果看得出是一次真实的通行，请补登，再标为“已补登”。", record: "补登" },
    settle: {
      open: "处理", some: "处理 {n} 条", title: "处理 {n} 条异常记录", verb: "记录处理结果", entered: "已补登：按原文另外登记了通行", dismissed: "不必登记：没有可以登记的内容", noteHint: "怎样核实的", done: "已处理 {n} 条", progress: "{n} / {of}",
    },
  },
  en: {
    title: "Faulty records", says: "What devices sent and nobody can read as a passage. It is kept sealed, none is lost; somebody looks and says what became of it.", emptyHint: "Everything that devices sent could be read.",
    received: "Received", reason: "What is wrong", organization: "Organisation", gate: "Gate", device: "Device", division: "Division", settlement: "Settlement", note: "Note", settledBy: "By", settledAt: "Settled",
    settled: "Standing", isSettled: "settled", isOpen: "to settle", showOpen: "Only those to settle", settlements: { entered: "entered by hand", dismissed: "dismissed" }, fault: "{field}: {what}",
    fields: {
      id: "id", gate: "gate", direction: "direction", means: "means", pass: "pass", document: "document number", document_kind: "document", person: "person", visitor: "visitor's answers", temperature: "temperature", at: "time", verdict: "verdict", reason: "reason",
      name: "name", mobile: "mobile", origin: "origin", employer: "employer", outbreak_contact: "contact", visiting: "visiting",
    },
    codes: {
      missing: "missing", not_found: "not found", id_reused: "is another passage's, with other content", bad_json: "no whole JSON", unknown_field: "unknown", not_one_of: "none of the choices", out_of_range: "out of range", wrong_length: "of the wrong length", wrong_kind: "of the wrong type",
      too_many_items: "too many", too_precise: "too precise", duplicate_key: "twice", nul_character: "with a NUL character", not_an_integer: "no whole number", not_a_number: "no number", not_a_boolean: "neither yes nor no", not_an_id: "no id", not_an_instant: "no time",
      not_a_date: "no date", not_a_mobile: "no mobile number", not_a_temperature: "no temperature", not_a_division: "no division",
    },
    sent: { open: "As sent", title: "The record as it was sent", what: "If it was a real passage, enter it by hand, then settle this as entered.", record: "Enter by hand" },
    settle: {
      open: "Settle", some: "Settle {n}", title: "Settle faulty records ({n})", verb: "Settle", entered: "Entered: the passage was recorded by hand", dismissed: "Dismissed: there is nothing to record", noteHint: "How you found out", done: "{n} settled", progress: "{n} of {of}",
    },
  },
} satisfies Locale;
