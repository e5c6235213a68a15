import { computed } from "vue";
import { useI18n } from "vue-i18n";

/** No and yes, in that order: what is asked is mostly not so. */
export function useYesNo() {
  const { t } = useI18n();
  return computed(() => [
    { value: false, text: t("parts.no") },
    { value: true, text: t("parts.yes") },
  ]);
}
