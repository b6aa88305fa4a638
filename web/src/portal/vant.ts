// What the portal takes of Vant, with its styles and without its font of icons, which is larger than all the rest.
import "vant/es/style/base.css";
import "vant/es/button/index.css";
import "vant/es/loading/index.css";
import "vant/es/overlay/index.css";
import "vant/es/popup/index.css";
export { Button as VanButton } from "vant/es/button";
export { Popup as VanPopup } from "vant/es/popup";
