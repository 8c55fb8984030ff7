package io.asyncorm.queryset;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.asyncorm.model.InvalidObjectException;
import io.asyncorm.model.Model;
import io.asyncorm.model.Version;
import io.asyncorm.query.LifecycleCallbacks;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.forceInsert;
import static io.asyncorm.Orm.forceUpdate;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.updateFields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What {@link LifecycleCallbacks} give back for an object is written, and is checked
 * before as any object is.
 */
@ParameterizedClass
@EnumSource
class CallbackResultsIntegrationTests {

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private final WritingShop shop;

	private final Drafts drafts;

	CallbackResultsIntegrationTests(TestDatabase database) {
		this.shop = new WritingShop(database,
				(builder) -> builder.models(Draft.class, Other.class)
					.callbacks(new Numbering())
					.validator(CallbackResultsIntegrationTests::validate));
		this.drafts = this.shop.repository(Drafts.class);
	}

	@AfterEach
	void close() {
		this.shop.close();
	}

	@Test
	void anObjectWithoutAVersionIsCreatedAndOneWithAVersionSaved() {
		Draft created = await(this.drafts.asave(new Draft(70L, "a", null)));
		Draft saved = await(this.drafts.asave(created));

		assertThat(List.of(created, saved)).containsExactly(new Draft(70L, "a1", 1), new Draft(70L, "a12", 2));
		assertThat(this.calls).containsExactly("beforeCreate a", "afterCreate a1", "beforeSave a1", "afterSave a12");
	}

	@Test
	void whatIsGivenBackIsValid() {
		Draft stored = await(this.drafts.acreate(new Draft(null, "a", null)));
		Draft changed = new Draft(stored.id(), "bad", stored.version());

		for (Supplier<CompletableFuture<?>> write : List.<Supplier<CompletableFuture<?>>>of(
				() -> this.drafts.acreate(new Draft(null, "bad", null)), () -> this.drafts.acreate(kw("text", "bad")),
				() -> this.drafts.acreate(set(Draft::text).to("bad")),
				() -> this.drafts.asave(new Draft(null, "bad", null)),
				() -> this.drafts.asave(new Draft(70L, "bad", null), forceInsert()),
				() -> this.drafts.agetOrCreate(kw("id", 70), defaults("text", "bad")), () -> this.drafts.asave(changed),
				() -> this.drafts.asave(changed, forceUpdate()),
				() -> this.drafts.asave(changed, updateFields("text")))) {
			assertThatExceptionOfType(InvalidObjectException.class).isThrownBy(() -> await(write.get()));
		}
		assertThat(await(this.drafts.alist())).containsExactly(stored);
	}

	@Test
	void whatIsGivenBackIsAnObjectOfTheModel() {
		for (String text : List.of("nothing", "another")) {
			assertThatIllegalStateException().isThrownBy(() -> await(this.drafts.acreate(new Draft(null, text, null))))
				.withMessageContaining("Numbering' must return a 'Draft'");
		}
		assertThat(await(this.drafts.acount())).isZero();
	}

	private static @Nullable InvalidObjectException validate(Object object) {
		return (object instanceof Draft draft && draft.text().matches("bad\\d"))
				? new InvalidObjectException("Draft", Map.of("text", List.of("is bad")), null) : null;
	}

	@Model
	record Draft(@Nullable Long id, String text, @Version @Nullable Integer version) {
	}

	@Model
	record Other(@Nullable Long id) {
	}

	interface Drafts extends AsyncRepository<Draft, Long> {

	}

	/** Puts digits behind the text. */
	private final class Numbering implements LifecycleCallbacks<Record> {

		@Override
		@SuppressWarnings("NullAway") // what is refused is tried
		public Record beforeCreate(Record object) {
			Draft draft = (Draft) object;
			CallbackResultsIntegrationTests.this.calls.add("beforeCreate " + draft.text());
			return switch (draft.text()) {
				case "nothing" -> null;
				case "another" -> new Other(null);
				default -> new Draft(draft.id(), draft.text() + "1", draft.version());
			};
		}

		@Override
		public void afterCreate(Record object) {
			CallbackResultsIntegrationTests.this.calls.add("afterCreate " + ((Draft) object).text());
		}

		@Override
		public Record beforeSave(Record object) {
			Draft draft = (Draft) object;
			CallbackResultsIntegrationTests.this.calls.add("beforeSave " + draft.text());
			return new Draft(draft.id(), draft.text() + "2", draft.version());
		}

		@Override
		public void afterSave(Record object) {
			CallbackResultsIntegrationTests.this.calls.add("afterSave " + ((Draft) object).text());
		}

	}

}
