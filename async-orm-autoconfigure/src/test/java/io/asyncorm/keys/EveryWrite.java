package io.asyncorm.keys;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.forceInsert;
import static io.asyncorm.Orm.forceUpdate;
import static io.asyncorm.Orm.ignoreConflicts;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.updateConflicts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each way to write objects whose composite key has a generated part.
 */
final class EveryWrite {

	private EveryWrite() {
	}

	static <M, I> void succeeds(AsyncRepository<M, ?> repository, Make<M, I> make, Function<M, @Nullable I> id,
			I given) {
		M first = await(repository.acreate(make.of(1, null, "first", 1)));
		M second = await(repository.acreate(kw("tenant", 1, "name", "second")));
		M third = await(repository.asave(make.of(2, null, "third", 3)));
		M fourth = await(repository.asave(make.of(1, given, "fourth", 4)));
		assertThat(List.of(first, second, third)).extracting(id).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(id.apply(fourth)).isEqualTo(given);
		assertThat(await(repository.asave(make.of(1, id.apply(first), "first", 9))))
			.isEqualTo(make.of(1, id.apply(first), "first", 9));
		assertThat(await(repository.asave(make.of(1, id.apply(first), "first", 8), forceUpdate())))
			.isEqualTo(make.of(1, id.apply(first), "first", 8));
		assertThat(id.apply(await(repository.asave(make.of(3, null, "forced", 3), forceInsert())))).isNotNull();
		assertThat(await(repository.filter("pk", List.of(2, Objects.requireNonNull(id.apply(third)))).aget()))
			.isEqualTo(third);
		assertThat(await(repository.arefreshFromDb(third))).isEqualTo(third);
		upsert(repository, make, id, given);
		bulk(repository, make, id);
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class)
			.isThrownBy(() -> await(repository.adelete(make.of(1, null, "x", 1))))
			.withMessageContaining("has no key");
		assertThat(await(repository.adelete(third)).count()).isEqualTo(1);
	}

	private static <M, I> void upsert(AsyncRepository<M, ?> repository, Make<M, I> make, Function<M, @Nullable I> id,
			I given) {
		UpdateOrCreate<M> fifth = await(
				repository.aupdateOrCreate(kw("tenant", 1, "name", "fifth"), defaults("rank_no", 5)));
		assertThat(fifth.created()).isTrue();
		assertThat(id.apply(fifth.object())).isNotNull();
		assertThat(await(repository.aupdateOrCreate(kw("tenant", 1, "name", "fifth"), defaults("rank_no", 6))).object())
			.isEqualTo(make.of(1, id.apply(fifth.object()), "fifth", 6));
		assertThat(await(repository.agetOrCreate(kw("tenant", 1, "name", "fifth"), defaults())).created()).isFalse();
		assertThat(await(repository.agetOrCreate(kw("rank_no", 17), defaults("tenant", 4, "name", "sixth"))).created())
			.isTrue();
		assertThat(await(repository.aupdateOrCreate(kw("pk", List.of(1, given)), defaults("rank_no", 7))).object())
			.isEqualTo(make.of(1, given, "fourth", 7));
	}

	private static <M, I> void bulk(AsyncRepository<M, ?> repository, Make<M, I> make, Function<M, @Nullable I> id) {
		List<M> many = await(repository
			.abulkCreate(List.of(make.of(5, null, "x", 1), make.of(6, null, "y", 2), make.of(5, null, "z", 3))));
		assertThat(many).extracting(id).doesNotContainNull().doesNotHaveDuplicates();
		assertThat(many).containsExactly(make.of(5, id.apply(many.get(0)), "x", 1),
				make.of(6, id.apply(many.get(1)), "y", 2), make.of(5, id.apply(many.get(2)), "z", 3));
		assertThat(await(repository.filter("name__in", List.of("x", "y", "z")).orderBy("name").alist()))
			.isEqualTo(many);
		List<M> updated = await(repository.abulkCreate(List.of(make.of(5, null, "w", 1), make.of(5, null, "x", 8)),
				updateConflicts("rank_no").uniqueFields("tenant", "name")));
		assertThat(updated.get(1)).isEqualTo(make.of(5, id.apply(many.get(0)), "x", 8));
		assertThat(id.apply(updated.get(0))).isNotNull();
		await(repository.abulkCreate(List.of(make.of(5, null, "v", 1), make.of(5, null, "x", 9)), ignoreConflicts()));
		assertThat(await(repository.filter("tenant", 5).orderBy("name").valuesList("name", String.class).alist()))
			.containsExactly("v", "w", "x", "z");
		assertThat(await(repository.abulkUpdate(
				List.of(make.of(5, id.apply(many.get(0)), "x", 21), make.of(6, id.apply(many.get(1)), "y", 22)),
				"rank_no")))
			.isEqualTo(2);
		assertThat(await(
				repository.filter("rank_no__gt", 20).orderBy("name").valuesList("rank_no", Integer.class).alist()))
			.containsExactly(21, 22);
	}

	/**
	 * Makes an object.
	 */
	@FunctionalInterface
	interface Make<M, I> {

		M of(long tenant, @Nullable I id, String name, int rank);

	}

}
