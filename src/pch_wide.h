#pragma once
// Instead of pch.h where everything is built at once and hardly anything again, as for the sanitizers: the headers of
// the domain that many files read too. A third less processor time for all of it, and whoever changes one of them waits
// for all of it.
#include "pch.h"

#include "api/route.h"
#include "attachment/service.h"
#include "customer/present.h"
#include "event/log.h"
#include "ticket/change.h"
#include "ticket/present.h"
#include "user/service.h"
