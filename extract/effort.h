// How much is done to find the relations of a text.
#pragma once

namespace entente {

enum class Effort {
  Full,
  Quick  // without the pretrained encoder, which takes most of the time: finds less
};

}  // namespace entente
