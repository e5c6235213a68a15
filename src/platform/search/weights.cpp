// Printed by `tongzhou train answers POLICIES QUESTIONS MESSAGES`; do not edit by hand.
#include "platform/search/answers.hpp"

namespace tongzhou::search {

const Weights& weights() {
    static const Weights trained{
        .ranking = {2.5469, 1.1592, -6.0715, 11.7147, 0.7986, 1.7088,  2.2308,  -0.5121, 7.2902,  0.1391,
                    1.4230, 0.5382, 2.2633,  9.0205,  0.4700, -0.8170, -0.1337, 0.9463,  -1.0488, -0.0254},
        .sentences = {4.0085, 2.7150,  6.6957,  0.6315,  -3.8303, 0.2778,  2.1569, 0.1389, 0.2057, 0.7605,
                      0.0285, -1.2863, -0.6204, -5.2959, 1.0062,  -1.0003, 3.8942, 1.3629, 1.5093, 0.8899},
        .confidence = {3.2305, 2.1912, 2.5779, -4.2390, 2.6121, 1.9570, -2.4169, 0.8952},
        .threshold = 0.0965};
    return trained;
}

}  // namespace tongzhou::search
