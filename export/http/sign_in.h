// The page on which a person with a browser says the server's token.
//
// Its script sends the token in the header of one request (POST /session), and the answer sets a
// cookie that no script can read; the token never stands in an address. Then it loads again what
// was asked for.
#pragma once

#include "export/http/api.h"

namespace entente {

// With its Content-Security-Policy. Throws Error as page_policy does.
Answer sign_in_page();

}  // namespace entente
