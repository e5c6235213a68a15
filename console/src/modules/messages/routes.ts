import { Bell, ChatLineSquare, Connection, Message, Postcard, Promotion } from "@element-plus/icons-vue";
import { defineModule, page } from "@/console/module";

export default defineModule({
  name: "messages",
  locale: () => import("./locale"),
  pages: [
    page("/broadcasts", () => import("./BroadcastListPage.vue"), {
      title: { zh: "消息推送", en: "Broadcasts" },
      needs: "message_read",
      list: "/broadcasts",
      nav: { group: "messages", icon: Promotion, order: 50 },
    }),
    page("/broadcasts/new", () => import("./BroadcastFormPage.vue"), { title: { zh: "发起推送", en: "New broadcast" }, needs: "message_write", parent: "/broadcasts" }),
    page("/broadcasts/:id", () => import("./BroadcastPage.vue"), { title: { zh: "推送", en: "Broadcast" }, needs: "message_read", parent: "/broadcasts" }),
    page("/messages", () => import("./MessageListPage.vue"), {
      title: { zh: "消息记录", en: "Messages" },
      needs: "message_read",
      list: "/messages",
      nav: { group: "messages", icon: ChatLineSquare, order: 51 },
    }),
    page("/messages/:id", () => import("./MessagePage.vue"), { title: { zh: "消息", en: "Message" }, needs: "message_read", parent: "/messages", uses: ["people"] }),
    page("/message-templates", () => import("./TemplateListPage.vue"), {
      title: { zh: "消息模板", en: "Message templates" },
      needs: "message_read",
      list: "/message-templates",
      nav: { group: "messages", icon: Postcard, order: 52 },
    }),
    page("/message-templates/new", () => import("./TemplatePage.vue"), { title: { zh: "新建模板", en: "New template" }, needs: "message_write", parent: "/message-templates" }),
    page("/message-templates/:id", () => import("./TemplatePage.vue"), { title: { zh: "消息模板", en: "Message template" }, needs: "message_read", parent: "/message-templates" }),
    page("/channels", () => import("./ChannelListPage.vue"), {
      title: { zh: "消息通道", en: "Channels" },
      needs: "message_read",
      list: "/channels",
      nav: { group: "messages", icon: Connection, order: 53 },
    }),
    page("/channels/:id", () => import("./ChannelPage.vue"), { title: { zh: "通道", en: "Channel" }, needs: "message_read", parent: "/channels" }),
    page("/contacts", () => import("./ContactListPage.vue"), {
      title: { zh: "联系方式", en: "Contacts" },
      needs: "message_read",
      list: "/contacts",
      nav: { group: "messages", icon: Message, order: 54 },
    }),
    page("/my/messages", () => import("./InboxPage.vue"), { title: { zh: "我的消息", en: "My messages" }, nav: { group: "messages", icon: Bell, order: 55 } }),
  ],
});
