package io.asyncorm.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import io.asyncorm.autoconfigure.validated.Member;
import io.asyncorm.autoconfigure.validated.Members;
import io.asyncorm.expression.Functions;
import io.asyncorm.expression.TextFunctions;
import io.asyncorm.model.InvalidObjectException;
import io.asyncorm.model.ObjectValidator;
import io.asyncorm.query.RefusedRowException;
import io.asyncorm.testdatabase.RecordedSql;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.updateFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for objects that are checked by Bean Validation before they are written.
 */
class BeanValidationTests {

	private final ApplicationContextRunner contexts = LibraryContexts.empty()
		.withUserConfiguration(MemberModels.class)
		.withPropertyValues("async-orm.schema.action=create");

	static List<Function<Members, CompletableFuture<?>>> invalidWrites() {
		Member invalid = new Member(null, "", -1);
		Member stored = new Member(1L, "", -1);
		return List.of((members) -> members.acreate(invalid), (members) -> members.acreate("", -1),
				(members) -> members.acreate(set(Member::name).to("").and(set(Member::points).to(-1))),
				(members) -> members.asave(invalid), (members) -> members.asave(stored),
				(members) -> members.asave(stored, updateFields("points")),
				(members) -> members.asave(new Member(1L, "a", 1),
						set(Member::name).to("").and(set(Member::points).to(-1))),
				(members) -> members.agetOrCreate(kw("name", ""), defaults("points", -1)),
				(members) -> members.aupdateOrCreate(kw("name", ""), defaults("points", -1)));
	}

	@ParameterizedTest
	@MethodSource("invalidWrites")
	void allViolationsAreToldAndNothingIsSent(Function<Members, CompletableFuture<?>> write) {
		run((members) -> {
			try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
				assertThatExceptionOfType(InvalidObjectException.class).isThrownBy(() -> await(write.apply(members)))
					.isInstanceOf(DataIntegrityViolationException.class)
					.withMessageContaining("'name' must not be blank")
					.withCauseInstanceOf(ConstraintViolationException.class)
					.satisfies((invalid) -> {
						assertThat(invalid.getModel()).isEqualTo("Member");
						assertThat(invalid.getViolations()).isEqualTo(Map.of("name", List.of("must not be blank"),
								"points", List.of("must be greater than or equal to 0")));
					});
				assertThat(sql.statements()).noneMatch((statement) -> statement.startsWith("INSERT"))
					.noneMatch((statement) -> statement.startsWith("UPDATE"));
			}
		});
	}

	@Test
	void anInvalidObjectAmongManyIsNamedByItsIndex() {
		Member invalid = new Member(2L, "too long", 1);

		run((members) -> {
			for (CompletableFuture<?> write : List.<CompletableFuture<?>>of(
					failed(() -> members.abulkCreate(List.of(new Member(null, "a", 1), invalid))),
					failed(() -> members.abulkUpdate(List.of(new Member(1L, "a", 1), invalid), "name")))) {
				assertThatExceptionOfType(RefusedRowException.class).isThrownBy(() -> await(write))
					.withMessageContaining("1")
					.withCauseInstanceOf(InvalidObjectException.class);
			}
		});
	}

	@Test
	void allInvalidObjectsOfManyAreToldAtOnceByIndexAndProperty() {
		List<Member> mixed = List.of(new Member(1L, "a", 1), new Member(2L, "too long", 1), new Member(3L, "c", 1),
				new Member(4L, "", -1));

		run((members) -> {
			await(members.abulkCreate(List.of(new Member(1L, "w", 1), new Member(2L, "x", 1), new Member(3L, "y", 1),
					new Member(4L, "z", 1))));
			try (RecordedSql sql = RecordedSql.at(Level.DEBUG)) {
				for (CompletableFuture<?> write : List.<CompletableFuture<?>>of(
						failed(() -> members.abulkCreate(mixed)),
						failed(() -> members.abulkUpdate(mixed, "name", "points")),
						failed(() -> members.abulkUpdate(mixed, (member) -> set(Member::name).to(member.name())
							.and(set(Member::points).to(member.points())))))) {
					assertThatExceptionOfType(RefusedRowException.class).isThrownBy(() -> await(write))
						.withMessageContaining("'[3].points' must be greater than or equal to 0")
						.satisfies((refused) -> assertThat(refused.getIndex()).isEqualTo(1))
						.satisfies((refused) -> assertThat(refused.getCause())
							.asInstanceOf(InstanceOfAssertFactories.type(InvalidObjectException.class))
							.extracting(InvalidObjectException::getViolations)
							.isEqualTo(Map.of("[1].name", List.of("size must be between 0 and 5"), "[3].name",
									List.of("must not be blank"), "[3].points",
									List.of("must be greater than or equal to 0"))));
				}
				assertThat(sql.statements()).isEmpty();
			}
		});
	}

	private static CompletableFuture<?> failed(Supplier<CompletableFuture<?>> write) {
		try {
			return write.get();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Test
	void whatIsFoundAndWhatTheDatabaseComputesIsNotChecked() {
		run((members) -> {
			await(members.acreate("a", 1));

			assertThat(await(members.agetOrCreate(kw("name", "a"), defaults("points", -1))).created()).isFalse();
			assertThat(await(members.filter("pk", 1).aupdate(kw("points", f("points").minus(5))))).isEqualTo(1);
			assertThat(await(members.asave(new Member(1L, "b", 1), set(Member::points).to(f(Member::points).minus(1))))
				.points()).isEqualTo(-5);
			assertThat(await(members.asave(new Member(1L, "b", 1),
					set(Member::name).to(TextFunctions.concat(f(Member::name), Functions.value("!")))))
				.name()).isEqualTo("a!");
		});
	}

	@Test
	void withoutAValidatorNothingIsChecked() {
		this.contexts.run((
				context) -> assertThat(await(context.getBean(Members.class).acreate(new Member(null, "", -1))).points())
					.isEqualTo(-1));
	}

	@Test
	void withoutBeanValidationThereIsNoValidator() {
		this.contexts.withClassLoader(new FilteredClassLoader(Validator.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ObjectValidator.class));
	}

	private void run(Consumer<Members> test) {
		this.contexts.withUserConfiguration(Validators.class)
			.run((context) -> test.accept(context.getBean(Members.class)));
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Member.class)
	static class MemberModels {

	}

	@Configuration(proxyBeanMethods = false)
	static class Validators {

		@Bean
		Validator validator() {
			return Validation.byDefaultProvider()
				.configure()
				.messageInterpolator(new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false))
				.buildValidatorFactory()
				.getValidator();
		}

	}

}
