import { css } from 'lit';

/** Pictures to put a badge in front of: a scene of a game, a dark one, a bright one, and none. */
export const sceneStyles = css`
  .scene {
    background:
      radial-gradient(circle at 78% 24%, #ffe9b0 0 5%, rgba(255, 214, 130, 0.35) 5.5% 9%, transparent 22%),
      radial-gradient(120% 60% at 18% 108%, #143a2c 0 58%, transparent 59%),
      radial-gradient(110% 62% at 82% 112%, #0f2d26 0 58%, transparent 59%),
      radial-gradient(90% 70% at 52% 116%, #2b5a63 0 58%, transparent 59%),
      linear-gradient(#27346b, #7c5a8c 46%, #e09a6b 72%, #f3c98b);
  }
  .checks {
    background: repeating-conic-gradient(#5b6170 0 25%, #767d8d 0 50%) 0 0 / 24px 24px;
  }
  .dark {
    background: radial-gradient(circle at 70% 20%, #33214f, #0b0c12 65%);
  }
  .bright {
    background: linear-gradient(135deg, #ffe9a8, #f7b2c4 45%, #9fd4ff);
  }
`;
