package io.asyncorm.autoconfigure.inspection;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SampleValues}.
 */
class SampleValuesTests {

	private final SampleValues samples = new SampleValues(ModelRegistry.of(List.of(Post.class)));

	@ParameterizedTest
	@ValueSource(strings = { "alistByTree", "alistByTrees", "alistByRows", "alistByOdd", "alistByEven" })
	void ofARecordThatHoldsItselfNoValueIsKnown(String method) {
		assertThat(of(method)).isNull();
	}

	@Test
	void aRecordMayBeHeldTwice() {
		assertThat(of("alistBySpan")).containsExactly(
				new Span(new Place(1, "x"), new Place(1, "x"), Set.of(new Place(1, "x")), Map.of("key", "x")));
	}

	private Object @Nullable [] of(String name) {
		return Arrays.stream(Posts.class.getMethods())
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.map((method) -> this.samples.of(new InspectedMethod(Posts.class, method)))
			.orElse(null);
	}

	@Model
	record Post(@Nullable Long id, String title) {
	}

	record Tree(Long id, @Nullable Tree parent) {
	}

	record Comment(String text, List<Comment> replies) {
	}

	record Grid(Grid[][] cells) {
	}

	record Odd(Even even) {
	}

	record Even(List<Odd> odd) {
	}

	record Place(int line, String file) {
	}

	record Span(Place from, Place to, Set<Place> others, Map<String, Object> more) {
	}

	interface Posts extends AsyncRepository<Post, Long> {

		@Query("select * from post where tree = :tree")
		CompletableFuture<List<Post>> alistByTree(Tree tree);

		@Query("select * from post where tree = any(:comments)")
		CompletableFuture<List<Post>> alistByTrees(List<Comment> comments);

		@Query("select * from post where rows = :rows")
		CompletableFuture<List<Post>> alistByRows(Grid rows);

		@Query("select * from post where odd = :odd")
		CompletableFuture<List<Post>> alistByOdd(Odd odd);

		@Query("select * from post where even = :even")
		CompletableFuture<List<Post>> alistByEven(Even even);

		@Query("select * from post where span = :span")
		CompletableFuture<List<Post>> alistBySpan(Span span);

	}

}
