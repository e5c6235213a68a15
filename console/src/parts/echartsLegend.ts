import { LegendPlainComponent } from "echarts/components";
import { use } from "echarts/core";

use([LegendPlainComponent]);
