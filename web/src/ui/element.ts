// The styles of the Element Plus components that the first page needs; others come with the page that uses them.
import "element-plus/es/components/base/style/css";
import "element-plus/es/components/config-provider/style/css";
import "element-plus/es/components/dropdown/style/css";
import "element-plus/es/components/dropdown-item/style/css";
import "element-plus/es/components/dropdown-menu/style/css";
import "element-plus/es/components/message/style/css";
import "element-plus/es/components/option/style/css";
import "element-plus/es/components/popover/style/css";
import "element-plus/es/components/select/style/css";
import "element-plus/es/components/dialog/style/css";
import "./element.css";
