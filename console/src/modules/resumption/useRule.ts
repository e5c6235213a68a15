// Rules in force at a place that the pages go by, asked for once for each place.
import { computed, shallowReactive, type ComputedRef } from "vue";
import { api, type Schema } from "@/api";
import { useSession } from "@/parts/session";

type Rules = Schema<"RulesInForce">["rules"];
type Kind = Rules[number]["kind"];
const known = shallowReactive(new Map<string, Rules>());
const asked = new Set<string>();

/** The value of a rule; undefined until it is known, or where the account may not read rules. */
export function useRule(kind: Kind, division: () => string | undefined): ComputedRef<string | undefined> {
  const session = useSession();
  return computed(() => {
    const place = division();
    if (!place || !session.may("rule_read")) return undefined;
    const rules = known.get(place);
    if (!rules && !asked.has(place)) {
      asked.add(place);
      void api
        .get("/rules/in-force", { query: { division: place } })
        .then((answer) => known.set(place, answer.rules))
        .catch(() => asked.delete(place));
    }
    return rules?.find((each) => each.kind === kind)?.rule.value;
  });
}

/** The names of the stages that the rule of a place has now. */
export function useStageNames(division: () => string | undefined): ComputedRef<string[]> {
  const rule = useRule("approval_stages", division);
  return computed(() => (rule.value ?? "").split(/[\s+]+/).flatMap((stage) => stage.split(":")[0] || []));
}
