package io.asyncorm.distributed;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.MissingTenantException;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Objects whose keys say all but whose they are: the current tenant is what they lack,
 * for every method that asks for their rows.
 */
@ParameterizedClass
@EnumSource
class NaturalKeysIntegrationTests {

	private static final long OURS = 1;

	private static final long THEIRS = 2;

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Settings settings;

	private final Hints hints;

	NaturalKeysIntegrationTests(TestDatabase database) {
		this.pool = database.create(2);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Setting.class, Hint.class, Choice.class, Numbered.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.settings = this.orm.repository(Settings.class);
		this.hints = this.orm.repository(Hints.class);
		Tenant.as(THEIRS, () -> await(this.settings.acreate(new Setting(null, "colour", "green"))));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void whatIsThereIsSavedAndDeleted() {
		Setting blue = new Setting(null, "colour", "blue");

		Tenant.as(OURS, () -> {
			await(this.settings.asave(new Setting(null, "colour", "red")));
			assertThat(await(this.settings.asave(blue))).isEqualTo(new Setting(OURS, "colour", "blue"));
			assertThat(await(this.settings.asave(blue, set(Setting::content).to("pink"))).content()).isEqualTo("pink");
			assertThat(await(this.settings.abulkUpdate(List.of(blue), "content"))).isOne();
			assertThat(await(this.settings.arefreshFromDb(blue)).content()).isEqualTo("blue");
			assertThat(await(this.settings.all().acontains(blue))).isTrue();
			assertThat(await(this.settings.adelete(blue)).count()).isOne();
		});

		assertThat(Tenant.all(() -> await(this.settings.all().alist())))
			.containsExactly(new Setting(THEIRS, "colour", "green"));
	}

	@Test
	void keysWithAReferenceAreCompletedToo() {
		Tenant.as(OURS, () -> {
			Setting colour = await(this.settings.asave(new Setting(null, "colour", "red")));
			await(this.hints.asave(new Hint(null, Ref.to(colour), "old")));
			await(this.hints.asave(new Hint(null, Ref.to(colour), "new")));
			assertThat(await(this.hints.all().alist())).extracting(Hint::text).containsExactly("new");
		});
	}

	@Test
	void keysThatAreRecordsAreCompletedToo() {
		Choices choices = this.orm.repository(Choices.class);

		Tenant.as(OURS, () -> {
			await(choices.asave(new Choice(new ChoiceKey(null, "a"), 1)));
			await(choices.asave(new Choice(new ChoiceKey(null, "a"), 2)));
			assertThat(await(choices.all().alist())).containsExactly(new Choice(new ChoiceKey(OURS, "a"), 2));
		});
	}

	@Test
	void whatLacksMoreOfItsKeyIsNew() {
		AsyncRepository<Numbered, List<?>> numbered = this.orm.repository(NumberedRows.class);

		Tenant.as(OURS, () -> {
			await(numbered.asave(new Numbered(null, null, "a")));
			await(numbered.asave(new Numbered(null, null, "b")));
			assertThat(await(numbered.all().acount())).isEqualTo(2);
		});
	}

	@Test
	void withoutATenantNothingIsSaved() {
		assertThatExceptionOfType(MissingTenantException.class)
			.isThrownBy(() -> await(this.settings.adelete(new Setting(null, "colour", "red"))))
			.withMessageContaining(
					"A 'Setting' that does not say whose it is belongs to one 'shop', and none is current");
	}

	@Model(distributedBy = "shop")
	record Setting(@PrimaryKey @Nullable Long shop, @PrimaryKey @Column(length = 40) String name,
			@Column(length = 40) String content) {
	}

	@Model(distributedBy = "shop")
	record Hint(@PrimaryKey @Nullable Long shop,
			@PrimaryKey @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Setting> setting,
			@Column(length = 40) String text) {
	}

	record ChoiceKey(@Nullable Long shop, @Column(length = 40) String name) {
	}

	@Model(distributedBy = "shop")
	record Choice(@PrimaryKey ChoiceKey key, int value) {
	}

	@Model(distributedBy = "shop")
	record Numbered(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@Column(length = 40) String text) {
	}

	interface Settings extends AsyncRepository<Setting, List<?>> {

	}

	interface Hints extends AsyncRepository<Hint, List<?>> {

	}

	interface Choices extends AsyncRepository<Choice, ChoiceKey> {

	}

	interface NumberedRows extends AsyncRepository<Numbered, List<?>> {

	}

}
