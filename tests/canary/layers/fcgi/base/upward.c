/* base knows nothing above it. */
#include "http/request.h"
