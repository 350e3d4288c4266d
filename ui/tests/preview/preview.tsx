// The window with the test double behind it: /tests/preview/index.html?scene=desk&language=en&theme=dark

import { mount } from "~/app/mount";
import { scene } from "./scenes";

mount(scene(new URLSearchParams(window.location.search)), null);
