// The window with the test double behind it: /tests/preview/index.html?scene=desk&language=en&theme=dark

import "virtual:antd.css";
import { mount } from "~/app/mount";
import { scene } from "./scenes";

mount(scene(new URLSearchParams(window.location.search)), null);
