import { Iphone } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "devices",
  locale: () => import("./locale"),
  pages: [
    page("/devices", () => import("./DeviceListPage.vue"), {
      title: { zh: "设备", en: "Devices" },
      needs: "gate_read",
      list: "/devices",
      nav: { group: "gate", icon: Iphone, order: 60 },
    }),
    page("/devices/:id", () => import("./DevicePage.vue"), {
      title: { zh: "设备", en: "Device" },
      needs: "gate_read",
      parent: "/devices",
    }),
  ],
});
