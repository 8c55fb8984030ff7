package io.asyncorm.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.model.FieldException;
import io.asyncorm.model.Model;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.lower;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Kw}, and for what {@link Q}, {@link Update} and {@link UpsertDefaults}
 * have in common with it: equality, and the code that they print.
 */
class KwTests {

	@Test
	void isMadeOfAMapInItsOrder() {
		Map<String, @Nullable Object> map = new LinkedHashMap<>();
		map.put("title", "Emma");
		map.put("subtitle", null);

		assertThat(Kw.of(map)).isEqualTo(kw("title", "Emma", "subtitle", null));
		assertThat(Kw.of(Map.of())).isEqualTo(Kw.empty());
		assertThatExceptionOfType(FieldException.class).isThrownBy(() -> Kw.of(Map.of("a____b", 1)));
	}

	@Test
	void equalsWhatWasWrittenTheSame() {
		assertThat(kw("pages", f("pages").plus(1))).isEqualTo(kw("pages", f("pages").plus(1)))
			.hasSameHashCodeAs(kw("pages", f("pages").plus(1)))
			.isNotEqualTo(kw("pages", f("pages").plus(2)));
		assertThat(q("a", 1).and(q("b", "x").not())).isEqualTo(q("a", 1).and(q("b", "x").not()))
			.isNotEqualTo(q("a", 1).and(q("b", "x")));
		assertThat(set(Tale::pages).to(3)).isEqualTo(set(Tale::pages).to(3)).isNotEqualTo(set(Tale::pages).to(4));
		assertThat(defaults("a", 1)).isEqualTo(defaults("a", 1)).isNotEqualTo(defaults("a", 2));
		assertThat(where(Tale::title).eq("x")).isEqualTo(where(Tale::title).eq("x"));
	}

	@Test
	void printsTheCodeThatMakesIt() {
		assertThat(kw("title", "Em\"ma", "pages__in", List.of(1, 2))).hasToString("""
				kw("title", "Em\\"ma", "pages__in", [1, 2])""");
		assertThat(kw("a", 1, "b", 2, "c", 3, "d", null).and("e", 5)).hasToString("""
				kw("a", 1, "b", 2, "c", 3, "d", null).and("e", 5)""");
		assertThat(where(Tale::title).icontains("x").and(Q.<Tale>of("a", 1).or(Q.<Tale>of("b", true).not())))
			.hasToString("""
					q("title__icontains", "x").and(q("a", 1).or(q("b", true).not()))""");
		assertThat(set(Tale::pages).to(f(Tale::pages).plus(1)).and(set(Tale::title).to("x"))).hasToString("""
				kw("pages", f("pages").plus(1), "title", "x")""");
		assertThat(defaults("teller", new Tale(7L, "x", 1))).hasToString("defaults(\"teller\", Tale(7))");
		assertThat(kw("n", count("reviews"), "low", lower(f("title")))).hasToString("""
				kw("n", count(f("reviews")), "low", lower(f("title")))""");
		assertThat(q("text", "x".repeat(500)).toString()).hasSizeLessThan(150);
		assertThat(Kw.empty()).hasToString("kw()");
	}

	@Model
	record Tale(@Nullable Long id, String title, int pages) {
	}

}
