import { describe, expect, it } from 'vitest';
import { type Feed, newsDay, simulateDay } from './simulate.ts';

const service = { waitMs: 400, cpuMs: 100, translateBytes: 4_000, coldStartMs: 200 };
const feed = (uploadsPerDay: number, bursts: Feed['bursts'] = []): Feed => ({
  uploadsPerDay,
  hours: newsDay,
  bursts,
});
const roomy = { concurrency: 1_000, translateBytesPerSecond: 1e9, memory: 1_769 };

describe('a simulated day', () => {
  it('stores everything as fast as an article takes where nothing is short', () => {
    const day = simulateDay(feed(10_000), roomy, service);
    expect(day.leftOver).toBeCloseTo(0);
    // The first articles wait for a container.
    expect(day.age.median).toBeCloseTo(0.5);
    expect(day.age.worst).toBeCloseTo(0.7);
    expect(day.throttled).toBe(0);
  });

  it('takes as long over a burst as the engine’s quota says', () => {
    const day = simulateDay(
      feed(600, [{ hour: 0, uploads: 600 }]),
      { ...roomy, translateBytesPerSecond: 4_000 },
      service,
    );
    // One article a second: the last of 600 begins 599 seconds after it came.
    expect(day.age.worst).toBeCloseTo(599.5);
    expect(day.deepestQueue).toBeCloseTo(599);
  });

  it('takes as long over a burst as the concurrency says', () => {
    const day = simulateDay(feed(600, [{ hour: 0, uploads: 600 }]), { ...roomy, concurrency: 5 }, service);
    expect(day.age.worst).toBeCloseTo(59.5);
    expect(day.busiest).toBeCloseTo(5);
  });

  it('leaves what is more than a day’s quota', () => {
    const day = simulateDay(feed(100_000), { ...roomy, translateBytesPerSecond: 4_000 }, service);
    expect(day.leftOver).toBeGreaterThan(100_000 - 86_400 - 1);
  });

  it('starts a container for each article of a burst that comes after a pause', () => {
    const bursts = [
      { hour: 3, uploads: 40 },
      { hour: 5, uploads: 40 },
    ];
    const day = simulateDay({ ...feed(80, bursts), hours: newsDay }, roomy, service);
    // 40 articles of half a second in one second take 20 places.
    expect(day.coldStarts).toBeCloseTo(40);
    expect(day.age.worst).toBeCloseTo(0.7);
  });

  it('puts back what waits for the engine longer than an invocation may', () => {
    const quota = { ...roomy, concurrency: 11, translateBytesPerSecond: 4_000 };
    const day = simulateDay(feed(1_200, [{ hour: 0, uploads: 1_200 }]), quota, service);
    // One article a second, half a place: ten and a half places wait all the twenty minutes, but for the last seconds.
    expect(day.throttledSeconds).toBeGreaterThan(0.98 * 1_200 * 10.5);
    expect(day.throttledSeconds).toBeLessThan(1_200 * 10.5);
    expect(day.throttled).toBeCloseTo(day.throttledSeconds / 120);
  });
});
