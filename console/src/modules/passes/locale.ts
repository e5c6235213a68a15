import type { Locale } from "@/parts/i18n";

export default {
  "zh-CN": {
    title: "健康通行证", one: "健康通行证", of: "{name} 的健康通行证", says: "申报合格即签发，门岗离线也能验。二维码里没有姓名和健康信息。", emptyHint: "健康申报合格后自动签发。", noneOfPerson: "还没有通行证。", none: "还没有通行证，请先申报健康。",
    person: "人员", state: "状态", issued: "签发", expires: "有效期至", employer: "单位", division: "区划", revoked: "吊销情况", notRevoked: "未吊销", revokedAt: "吊销时间", revokedBy: "吊销人", revokeReason: "吊销原因", number: "编号",
    states: { valid: "有效", expired: "已过期", revoked: "已吊销" }, until: "有效至 {at}", range: "{from} 签发，有效至 {until}", revokedWhy: "{at} 吊销：{reason}",
    ownReasons: { unfit_declaration: "健康申报不符合条件", person_erased: "个人信息已销毁" },
    qr: "通行证二维码", qrHint: "门岗扫码即可；离线也有效。", qrInvalid: "这张通行证已经无效，不要出示。", toPass: "查看通行证", declareAgain: "重新申报健康，合格后得到新的通行证。",
    sheet: {
      open: "打印通行证", openSome: "打印 {n} 张", one: "打印", title: "通行证 {n} 张", loading: "正在取通行证 {n} / {of}", without: "{n} 人没有有效的通行证，没有印出：", nothing: "没有可以打印的通行证",
    },
    revoke: {
      open: "吊销", openSome: "吊销 {n} 张", title: "吊销 {name} 的通行证", titleSome: "吊销 {n} 张通行证", verb: "吊销", says: "联网的门岗立刻拒绝，离线的门岗在下次同步后拒绝；此前离线放行的会列入复核。吊销不能恢复，本人重新申报合格后得到新证。",
      reasonHint: "门岗和本人会问为什么", done: "已吊销 {n} 张", progress: "已吊销 {n} / {of}",
    },
  },
  en: {
    title: "Health passes", one: "Health pass", of: "Health pass of {name}", says: "Issued for a fit declaration; gates check it without a network. The code says neither name nor health.", emptyHint: "A fit declaration issues one.", noneOfPerson: "No passes yet.", none: "No pass yet: declare health first.",
    person: "Person", state: "State", issued: "Issued", expires: "Good until", employer: "Organisation", division: "Division", revoked: "Revoked", notRevoked: "not revoked", revokedAt: "Revoked", revokedBy: "By", revokeReason: "Why revoked", number: "Number",
    states: { valid: "valid", expired: "expired", revoked: "revoked" }, until: "good until {at}", range: "Issued {from}, good until {until}", revokedWhy: "Revoked {at}: {reason}",
    ownReasons: { unfit_declaration: "an unfit declaration", person_erased: "personal data erased" },
    qr: "QR code of the pass", qrHint: "Gates scan it, offline as well.", qrInvalid: "This pass is worth nothing any more; do not show it.", toPass: "Open the pass", declareAgain: "Declare health again to get a new one.",
    sheet: {
      open: "Print passes", openSome: "Print {n}", one: "Print", title: "Passes to print: {n}", loading: "Fetching passes: {n} of {of}", without: "{n} without a pass in force, not printed:", nothing: "Nothing to print",
    },
    revoke: {
      open: "Revoke", openSome: "Revoke {n}", title: "Revoke the pass of {name}", titleSome: "Revoke {n} passes", verb: "Revoke", says: "Gates with a network refuse it at once, others after they next synchronise; whom they let in meanwhile is opened for review. It cannot be taken back; a new fit declaration gives a new pass.",
      reasonHint: "The gate and the person will ask why", done: "Revoked: {n}", progress: "{n} of {of} revoked",
    },
  },
} satisfies Locale;
