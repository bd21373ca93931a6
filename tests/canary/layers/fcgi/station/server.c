/* The station's device code knows no requests. */
#include "http/server.h"
