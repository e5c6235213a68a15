import { MapChart } from "echarts/charts";
import { GeoComponent, VisualMapPiecewiseComponent } from "echarts/components";
import { registerMap, use } from "echarts/core";

use([MapChart, GeoComponent, VisualMapPiecewiseComponent]);

export { registerMap };
