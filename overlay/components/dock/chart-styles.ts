import { css } from 'lit';

/** The plot of counts, with the styles that uPlot needs: those of the page do not apply in a shadow root. */
export const chartStyles = css`
  :host {
    display: block;
  }
  section {
    padding: 0.6rem 0.75rem 0.5rem;
    border-radius: var(--rolecall-radius);
    background: var(--rolecall-surface);
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.3rem 0.75rem;
  }
  h2 {
    margin: 0;
    font-size: 1rem;
    font-weight: 600;
  }
  .spans {
    display: flex;
    gap: 0.1rem;
  }
  .spans button {
    min-height: 1.75rem;
    padding: 0.1rem 0.5rem;
    border: 0;
    border-radius: 0.45rem;
    background: none;
    color: var(--rolecall-text-soft);
    font-size: 0.9rem;
  }
  .spans button:hover {
    background: var(--rolecall-surface-raised);
  }
  .spans [aria-pressed='true'] {
    background: var(--rolecall-chosen);
    color: var(--rolecall-text);
    font-weight: 600;
  }
  .spans [aria-disabled='true'] {
    cursor: default;
  }
  .none {
    min-height: 3rem;
    margin: 0.6rem 0 0;
    color: var(--rolecall-text-soft);
  }
  .chart {
    position: relative;
    height: 9.5rem;
    margin: 0.35rem -0.25rem 0;
    font-size: 0.82rem;
    overflow: hidden;
  }
  @media (max-height: 800px) {
    .chart {
      height: 7.75rem;
    }
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.9rem;
    margin-top: 0.25rem;
    font-size: 0.9rem;
    font-variant-numeric: tabular-nums;
  }
  .key {
    display: flex;
    align-items: center;
    gap: 0.35rem;
    color: var(--rolecall-text-soft);
    --color: var(--rolecall-subscribers);
    --dash: solid;
  }
  .key.vips {
    --color: var(--rolecall-vips);
    --dash: dashed;
  }
  .key.moderators {
    --color: var(--rolecall-moderators);
    --dash: dotted;
  }
  .line {
    width: 1.1rem;
    border-top: 0.15rem var(--dash) var(--color);
  }
  b {
    color: var(--rolecall-text);
    font-weight: 650;
  }
  .caption {
    min-height: 1.3rem;
    color: var(--rolecall-text-soft);
    font-size: 0.85rem;
    font-variant-numeric: tabular-nums;
  }

  .uplot {
    position: absolute;
    inset: 0;
  }
  .u-wrap {
    position: relative;
    user-select: none;
  }
  .u-over,
  .u-under,
  .u-axis {
    position: absolute;
  }
  .u-under {
    overflow: hidden;
  }
  .uplot canvas {
    position: relative;
    display: block;
    width: 100%;
    height: 100%;
  }
  .u-cursor-x,
  .u-cursor-pt {
    position: absolute;
    top: 0;
    left: 0;
    box-sizing: border-box;
    pointer-events: none;
  }
  .u-cursor-x {
    height: 100%;
    border-right: 1px dashed var(--rolecall-edge);
  }
  .u-cursor-pt {
    border-radius: 50%;
  }
  .u-off,
  .u-select {
    display: none;
  }
`;
