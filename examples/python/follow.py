"""A downstream consumer of iccwire: it reads icc.tags.situation.<name> and writes one line to
standard output for each message that says something new.

It is a tutorial and a starting point, not a product: replace tell() with what your program does.
Read this file for how to read so that nothing is lost, and seen.py for how to take everything once.
"""

import argparse
import asyncio
import collections
import contextlib
import datetime
import json
import re
import signal
import sys

import nats
from nats.errors import TimeoutError as NoMessages
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.errors import NotFoundError

from seen import KNOWN, Fact, Seen

STREAM = "ENRICHED"
SCHEMA = "iccwire.tag/1"
BATCH = 100  # messages asked for at once: never more than we are about to handle
FETCH_WAIT = 2  # seconds that one request waits for messages
RETRY_AFTER = 1  # seconds after a request that failed
ACK_WAIT = 30  # seconds: the broker gives a message again that was not acknowledged by then
FORGET_IDLE = 30 * 86400  # seconds, as long as the stream keeps messages: by then nothing is left to resume


class Failure(Exception):
    """Something that the person who started us must know."""


def parse_options(args=None):
    p = argparse.ArgumentParser(prog="follow.py", description=__doc__.split("\n\n")[0])
    p.add_argument("--nats-url", default="nats://127.0.0.1:4222", help="address of the broker; iccwire up and demo write theirs to <data>/nats.url")
    p.add_argument("--situation", default="palestine", help="situation to follow, as in icc.tags.situation.<name>")
    p.add_argument("--durable", help="name of our place in the stream (default follow-py-<situation>)")
    p.add_argument("--state", help="file that remembers what was taken (default <durable>.state)")
    start = p.add_mutually_exclusive_group()
    start.add_argument("--all", action="store_true", help="at the first start, begin with the oldest message that the broker has")
    start.add_argument("--since", type=duration, help="at the first start, begin so long ago, such as 24h; without it and --all, with what comes from now on")
    p.add_argument("--count", type=int, default=0, help="stop after so many messages")
    p.add_argument("--until-idle", action="store_true", help="stop when everything there is has been read")
    o = p.parse_args(args)
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,100}", o.situation):
        p.error(f"--situation {o.situation!r} is no slug: take the part behind the colon of an id such as situation:palestine")
    o.durable = o.durable or f"follow-py-{o.situation}"
    o.state = o.state or f"{o.durable}.state"
    return o


def duration(text):
    """Reads 90s, 30m, 24h or 7d."""
    m = re.fullmatch(r"(\d+)([smhd])", text)
    if not m:
        raise argparse.ArgumentTypeError(f"{text!r} is no length of time: write 90s, 30m, 24h or 7d")
    return datetime.timedelta(seconds=int(m[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[m[2]])


def new_consumer(o, subject):
    """Says what the broker is to keep for us, and where a new consumer starts."""
    cfg = ConsumerConfig(
        durable_name=o.durable,
        filter_subject=subject,  # the broker sends only what matches: other situations cost us nothing
        ack_policy=AckPolicy.EXPLICIT,  # we say of every message when we are done with it
        ack_wait=ACK_WAIT,
        inactive_threshold=FORGET_IDLE,
        deliver_policy=DeliverPolicy.NEW,
    )
    if o.all:
        cfg.deliver_policy = DeliverPolicy.ALL
    elif o.since:
        cfg.deliver_policy = DeliverPolicy.BY_START_TIME
        cfg.opt_start_time = datetime.datetime.now(datetime.timezone.utc) - o.since
    return cfg


async def open_consumer(js, o):
    """Finds our place in the stream, or makes it at the first start.

    A durable consumer lives in the broker: it knows which messages we acknowledged, and goes on
    there whenever we come back, on whatever machine. Where it begins is decided once, when it is
    made, so --all and --since have no effect later.
    """
    subject = f"icc.tags.situation.{o.situation}"
    try:
        info = await js.consumer_info(STREAM, o.durable)
    except NotFoundError as e:
        if e.err_code != 10014:  # 10014: there is no such consumer; anything else: no such stream
            raise Failure(f"cannot read the stream {STREAM}: {e.description}; is this the broker of an iccwire?") from e
        await js.add_consumer(STREAM, new_consumer(o, subject))
    else:
        if info.config.filter_subject != subject:
            raise Failure(f"the durable {o.durable} follows {info.config.filter_subject}: choose another --durable for {subject}")
        note(f"going on at {o.durable}: {info.num_pending} messages wait")
    return await js.pull_subscribe_bind(durable=o.durable, stream=STREAM)


class Follower:
    """One run: from the first message to the last."""

    def __init__(self, options, subscription, known):
        self.o, self.sub, self.known = options, subscription, known
        self.stop = asyncio.Event()
        self.handled = 0
        self.count = collections.Counter()

    async def follow(self):
        """Handles messages until it is told to stop, has had --count of them or, with --until-idle, none is left."""
        while not self.stop.is_set() and not self.enough():
            if not await self.fetch() and self.o.until_idle and await self.idle():
                return

    def enough(self):
        return 0 < self.o.count <= self.handled

    async def fetch(self):
        """Asks for a batch and handles it. Asking for no more than we handle at once keeps messages
        out of our buffers, where they would be nobody's until ACK_WAIT is over."""
        n = min(BATCH, self.o.count - self.handled) if self.o.count else BATCH
        try:
            msgs = await self.sub.fetch(n, timeout=FETCH_WAIT)
        except NoMessages:
            return 0
        except NotFoundError as e:
            raise Failure("our place in the stream is gone: start again, with --since to cover the gap") from e
        except nats.errors.Error as e:  # the broker restarts, or the network is away: it passes
            note(f"trying again: {e!r}")
            await asyncio.sleep(RETRY_AFTER)
            return 0
        for i, msg in enumerate(msgs):
            if self.stop.is_set():
                await msg.nak()  # give it back at once; if that fails too, ACK_WAIT does the same
                continue
            try:
                await self.handle(msg)
            except Exception:
                for rest in msgs[i:]:
                    await rest.nak()
                raise
        return len(msgs)

    async def handle(self, msg):
        """Does the three steps of every reliable consumer, in this order: do the work, remember it,
        acknowledge. Whatever dies in between, the message comes again and is known."""
        try:
            tag = json.loads(msg.data)
            schema = tag["schema"]
        except (ValueError, TypeError, KeyError):
            note("a message that is no iccwire message was left out")
            return await msg.term()  # else it would come again for ever
        if schema != SCHEMA:
            # Within a major version only fields are added. This one is of another: stop, so that
            # it still waits for us when we were taught to read it.
            raise Failure(f"a message has schema {schema!r}, this program reads {SCHEMA!r}: upgrade it")
        fact = Fact(msg.headers["ce-id"], tag["article"], tag["version"], tag["op"])
        news = self.known.judge(fact)
        if news != KNOWN:
            tell(news, tag)
            self.known.remember(fact)
        self.handled += 1
        self.count[news] += 1
        try:
            await msg.ack_sync()  # waits for the broker's word, so that a stop right after it repeats nothing
        except nats.errors.Error as e:
            note(f"not acknowledged, it will come again: {e!r}")

    async def idle(self):
        """Asks the broker whether anything waits for us."""
        info = await self.sub.consumer_info()
        return info.num_pending == 0 and info.num_ack_pending == 0

    def summary(self):
        c = self.count
        return f"{self.handled} messages: {c['new']} new, {c['update']} update, {c['remove']} remove, {c['known']} known before"


def tell(news, tag):
    """The work: one line, its fields apart by tabs."""
    fields = [news, tag["article"], str(tag["version"])] + [tag.get(k, "") for k in ("published", "source", "title", "url")]
    print("\t".join(" ".join(f.split()) for f in fields), flush=True)


def note(text):
    print(text, file=sys.stderr)


async def run(o):
    try:
        # allow_reconnect and -1: a broker that restarts is waited for, however long it takes.
        nc = await asyncio.wait_for(nats.connect(o.nats_url, name="iccwire-example-python", max_reconnect_attempts=-1, error_cb=report), 10)
    except (OSError, asyncio.TimeoutError, nats.errors.Error) as e:
        raise Failure(f"cannot reach the broker at {o.nats_url}: start iccwire, or give --nats-url") from e
    try:
        with contextlib.closing(Seen(o.state)) as known:
            f = Follower(o, await open_consumer(nc.jetstream(), o), known)
            # Stopping is an ordinary event: the next start goes on where this one ended.
            for s in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(s, f.stop.set)
            try:
                await f.follow()
            finally:
                note(f.summary())
    finally:
        await nc.close()


async def report(e):
    note(f"broker: {e!r}")


if __name__ == "__main__":
    try:
        asyncio.run(run(parse_options()))
    except Failure as e:
        sys.exit(f"follow.py: {e}")
