// What a sync found in words, each number one click from its people.

import { Button } from "antd";
import type { Filter, SyncReport } from "~/desk/contract";
import { type Move, peopleOf } from "~/desk/moves";
import { t } from "~/i18n";

type Props = { report: SyncReport; moves: readonly Move[]; onShowPeople: (filter: Filter) => void };

export function SyncMoves({ report, moves, onShowPeople }: Props) {
  return moves.map((move) => (
    <Button
      key={`${move.how} ${move.tag?.id ?? ""}`}
      type="link"
      size="small"
      onClick={() => onShowPeople(peopleOf(report, move))}
      data-testid={`moved-${move.how}${move.tag ? `-${move.tag.id}` : ""}`}
    >
      {moveWords(move)}
    </Button>
  ));
}

/** 会员 +20 */
function moveWords({ how, count, tag }: Move): string {
  if (!tag) return t(`sync.moves.${how}`, { count });
  return t(`sync.moves.${how}`, { count, tag: tag.name || t("sync.moves.namelessTag") });
}
