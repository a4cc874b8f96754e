/* Everything here makes a working page quicker or kinder; nothing here is needed to read or to write. */
import "./autosubmit.js";
import "./autogrow.js";
import "./copy.js";
import "./dialogs.js";
import "./focus.js";
import "./keyboard.js";
import "./menus.js";
import "./palette.js";
import "./requests.js";
import "./scroll.js";
import "./scrollers.js";
import "./search-field.js";
import "./theme.js";
import "./times.js";
import "./toasts.js";

document.documentElement.dataset.js = "";
