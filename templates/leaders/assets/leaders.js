/* Everything works without this file; it makes what works quicker. */
"use strict";
