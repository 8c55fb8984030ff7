package io.asyncorm.replicas;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

import io.asyncorm.replicas.Entries.Entry;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.kw;

/**
 * Each kind of read, as the number of entries that it finds where the standby has one and
 * the primary has two.
 */
final class EveryRead {

	static final long STANDBY = 1;

	static final long PRIMARY = 2;

	private static final Map<String, ToLongFunction<Entries>> READS = reads();

	private EveryRead() {
	}

	static Map<String, Long> all(long found) {
		Map<String, Long> all = new TreeMap<>();
		READS.keySet().forEach((name) -> all.put(name, found));
		return all;
	}

	static Map<String, Long> seenBy(Entries entries) {
		Map<String, Long> seen = new TreeMap<>();
		READS.forEach((name, read) -> seen.put(name, read.applyAsLong(entries)));
		return seen;
	}

	/** Each gives the number of entries that are there. */
	private static Map<String, ToLongFunction<Entries>> reads() {
		Map<String, ToLongFunction<Entries>> reads = new TreeMap<>();
		reads.put("alist", (entries) -> await(entries.all().alist()).size());
		reads.put("acount", (entries) -> await(entries.acount()));
		reads.put("aexists", (entries) -> await(entries.filter("text", "new").aexists()) ? PRIMARY : STANDBY);
		reads.put("afirst", (entries) -> await(entries.filter("text", "new").afirst()).isPresent() ? PRIMARY : STANDBY);
		reads.put("aget",
				(entries) -> entries.aget(2L).handle((entry, failure) -> (failure == null) ? PRIMARY : STANDBY).join());
		reads.put("ainBulk", (entries) -> await(entries.ainBulk(List.of(1L, 2L))).size());
		reads.put("aaggregate",
				(entries) -> ((Number) Objects
					.requireNonNull(await(entries.all().aaggregate(kw("found", count("id")))).get("found")))
					.longValue());
		reads.put("declared", (entries) -> STANDBY + await(entries.alist("n")).size());
		reads.put("sql", (entries) -> await(entries.acountLike("%")));
		reads.put("raw", (entries) -> await(entries.raw("select * from entry").alist()).size());
		reads.put("valuesList", (entries) -> await(entries.valuesList(Entry::text).alist()).size());
		reads.put("apage", (entries) -> await(entries.all().apage(0, 10)).total());
		reads.put("aexplain", (entries) -> await(entries.all().aexplain(kw("analyze", true))).contains("rows=2.")
				? PRIMARY : STANDBY);
		reads.put("aiterator", (entries) -> {
			AtomicLong read = new AtomicLong();
			await(entries.all().aiterator().forEach((entry) -> read.incrementAndGet()));
			return read.get();
		});
		return reads;
	}

}
