// English, gathered by area; a missing or extra key does not compile.

import type { Translated } from "..";
import type { SourceWords } from "../zh-CN";
import accounts from "./accounts";
import blacklist from "./blacklist";
import calls from "./calls";
import common from "./common";
import errors from "./errors";
import filter from "./filter";
import followers from "./followers";
import frame from "./frame";
import grid from "./grid";
import guide from "./guide";
import jobs from "./jobs";
import lists from "./lists";
import palette from "./palette";
import segments from "./segments";
import settings from "./settings";
import start from "./start";
import sync from "./sync";
import tags from "./tags";
import wechatErrors from "./wechatErrors";

const words = {
  accounts,
  blacklist,
  calls,
  common,
  errors,
  filter,
  followers,
  frame,
  grid,
  guide,
  jobs,
  lists,
  palette,
  segments,
  settings,
  start,
  sync,
  tags,
  wechatErrors,
} satisfies Translated<SourceWords>;

export default words;
