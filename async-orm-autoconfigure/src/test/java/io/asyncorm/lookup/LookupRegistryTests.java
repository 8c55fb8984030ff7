package io.asyncorm.lookup;

import java.util.List;

import io.asyncorm.sql.SqlCondition;
import io.asyncorm.sql.SqlExpression;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LookupRegistryTests {

	@Test
	void findsTheLookupsOfTheApplicationBesideDjangos() {
		Lookup own = new Own("close_to");

		LookupRegistry registry = LookupRegistry.of(List.of(own), List.of());

		assertThat(registry.find("close_to", Lookup.Fields.ALL)).isSameAs(own);
		assertThat(registry.find("close_to", Lookup.Fields.DOCUMENTS)).isSameAs(own);
		assertThat(registry.names()).contains("close_to", "exact").isSorted();
		assertThat(LookupRegistry.standard().find("close_to", Lookup.Fields.ALL)).isNull();
	}

	@Test
	void documentsHaveLookupsOfTheirOwn() {
		LookupRegistry registry = LookupRegistry.of(List.of(new OfDocuments("gt")), List.of());

		assertThat(registry.find("gt", Lookup.Fields.DOCUMENTS)).isInstanceOf(OfDocuments.class);
		assertThat(registry.find("gt", Lookup.Fields.ALL)).isEqualTo(Lookups.GT);
		assertThat(registry.find("has_key", Lookup.Fields.ALL)).isNull();
		assertThat(registry.find("contains", Lookup.Fields.DOCUMENTS))
			.isNotEqualTo(registry.find("contains", Lookup.Fields.ALL));
		assertThat(registry.names()).doesNotContain("has_key").doesNotHaveDuplicates();
	}

	@Test
	void namesThatAreTakenAreRefused() {
		assertThatExceptionOfType(LookupDefinitionException.class)
			.isThrownBy(() -> LookupRegistry.of(List.of(new Own("exact"), new Own("isnull"), new Own("year"),
					new Own("date"), new OfDocuments("has_key"), new Own("close_to"), new Own("close_to")), List.of()))
			.satisfies((ex) -> assertThat(ex.faults()).hasSize(6)
				.allSatisfy((fault) -> assertThat(fault).contains("; choose another"))
				.anySatisfy((fault) -> assertThat(fault).startsWith("The lookup 'close_to' (" + Own.class.getName()))
				.anySatisfy((fault) -> assertThat(fault).startsWith("The lookup 'exact'").contains("Django"))
				.anySatisfy((fault) -> assertThat(fault).startsWith("The lookup 'year'").contains("part of dates")));
	}

	@Test
	void namesThatCannotStandBehindAFieldAreRefused() {
		List<Lookup> lookups = List.of(new Own(""), new Own("close__to"), new Own("close to"), new Own("_close"),
				new Own("CloseTo"), new Own("1st"));

		assertThatExceptionOfType(LookupDefinitionException.class)
			.isThrownBy(() -> LookupRegistry.of(lookups, List.of()))
			.satisfies((ex) -> assertThat(ex.faults()).hasSize(lookups.size())
				.allSatisfy((fault) -> assertThat(fault).contains("cannot stand behind a field")));
	}

	@Test
	@SuppressWarnings("NullAway") // the name is what is wrong
	void lookupsAndFunctionsWithoutANameAreRefused() {
		assertThatExceptionOfType(LookupDefinitionException.class)
			.isThrownBy(() -> LookupRegistry.of(List.of(new Own(null)), List.of(new NamedFunction(null))))
			.satisfies((ex) -> assertThat(ex.faults()).containsExactly(
					"A lookup (" + Own.class.getName() + ") has no name: what its name() gives is null; return one",
					"A function (" + NamedFunction.class.getName()
							+ ") has no name: what its name() gives is null; return one"));
	}

	@Test
	void everyValueNeedsAComparisonIfThereAreAny() {
		Lookup lookup = new Own("close_to") {

			@Override
			public Arity arity() {
				return Arity.TWO;
			}

			@Override
			public List<Comparison> comparisons() {
				return List.of(Comparison.LESS);
			}

		};

		assertThatExceptionOfType(LookupDefinitionException.class)
			.isThrownBy(() -> LookupRegistry.of(List.of(lookup), List.of()))
			.withMessageContaining("takes 2 values but states 1 comparison");
	}

	@Test
	void functionsMayHaveAnyNameThatFunctionsCanHave() {
		List<DatabaseFunction> functions = List.of(new NamedFunction("extract_isbn"), new NamedFunction("lower"),
				new NamedFunction("shop.rank"));

		LookupRegistry registry = LookupRegistry.of(List.of(), functions);

		assertThat(registry.functionNames()).containsExactly("extract_isbn", "lower", "shop.rank");
		assertThat(registry.withTimeZone(registry.timeZone()).findFunction("lower")).isEqualTo(functions.get(1));
	}

	@Test
	void functionsOfOneNameOrWithoutANameAreRefused() {
		assertThatExceptionOfType(LookupDefinitionException.class)
			.isThrownBy(() -> LookupRegistry.of(List.of(),
					List.of(new NamedFunction("a"), new NamedFunction("a"), new NamedFunction("a; --"))))
			.satisfies((ex) -> assertThat(ex.faults()).hasSize(2)
				.anySatisfy((fault) -> assertThat(fault).startsWith("The function 'a'").contains("choose another"))
				.anySatisfy((fault) -> assertThat(fault).contains("has a name that no function can have")));
	}

	@Test
	void theNameOfATransformMustBeFreeBehindAField() {
		assertThatExceptionOfType(LookupDefinitionException.class)
			.isThrownBy(() -> LookupRegistry.of(List.of(new Own("close_to")),
					List.of(new Transform("year"), new Transform("close_to"), new Transform("Length"))))
			.satisfies((ex) -> assertThat(ex.faults()).hasSize(3)
				.anySatisfy((fault) -> assertThat(fault).startsWith("The function 'year'").contains("a part of dates"))
				.anySatisfy((fault) -> assertThat(fault).startsWith("The function 'close_to'").contains("Own"))
				.anySatisfy(
						(fault) -> assertThat(fault).startsWith("The function 'Length'").contains("small letters")));
		LookupRegistry registry = LookupRegistry.of(List.of(),
				List.of(new Transform("length"), new NamedFunction("rank")));
		assertThat(registry.transformNames()).containsExactly("length");
		assertThat(registry.findTransform("rank")).isNull();
	}

	private static class Own implements Lookup {

		private final String name;

		Own(String name) {
			this.name = name;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public SqlCondition toSql(SqlExpression operand, SqlExpression... values) {
			return new SqlCondition.Test(new SqlExpression.Call(this.name, operand, values[0]));
		}

	}

	private static final class OfDocuments extends Own {

		OfDocuments(String name) {
			super(name);
		}

		@Override
		public Fields fields() {
			return Fields.DOCUMENTS;
		}

	}

	private record Transform(String name) implements DatabaseFunction {

		@Override
		public Class<?> type(List<Class<?>> arguments) {
			return Integer.class;
		}

		@Override
		public boolean transforms() {
			return true;
		}

	}

}
