package io.asyncorm.keys;

import java.util.List;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.jackson.AsyncOrmModule;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelDefinitionException;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A one-to-one that is the primary key, so that two objects share one key.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SharedKeyIntegrationTests {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	private final Users users;

	private final Profiles profiles;

	private final Comments comments;

	private final User ann;

	private final User bob;

	SharedKeyIntegrationTests(TestDatabase database) {
		this.pool = database.create(3);
		this.orm = AsyncOrm.builder(this.pool)
			.models(User.class, Profile.class, Comment.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.users = this.orm.repository(Users.class);
		this.profiles = this.orm.repository(Profiles.class);
		this.comments = this.orm.repository(Comments.class);
		this.ann = await(this.users.acreate(kw("name", "Ann")));
		this.bob = await(this.users.acreate(kw("name", "Bob")));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void theObjectIsKnownByTheKeyOfTheOther() {
		Profile profile = await(this.profiles.acreate(new Profile(Ref.to(this.bob), "x", none())));

		assertThat(profile.user().key()).isEqualTo(this.bob.id());
		assertThat(await(this.profiles.aget(this.bob.id()))).isEqualTo(profile);
		for (Object key : List.of(this.bob.id(), this.bob, Ref.to(this.bob))) {
			assertThat(await(this.profiles.filter("pk", key).aget())).isEqualTo(profile);
			assertThat(await(this.profiles.filter("user", key).aget())).isEqualTo(profile);
			assertThat(await(this.profiles.filter("pk__in", List.of(key)).acount())).isEqualTo(1);
		}
		assertThat(await(this.profiles.filter("user_id", this.bob.id()).aget())).isEqualTo(profile);
		assertThat(await(this.profiles.filter("user__name", "Bob").aget())).isEqualTo(profile);
		assertThat(await(this.profiles.ainBulk(List.of(this.bob.id())))).isEqualTo(Map.of(this.bob.id(), profile));
		assertThat(await(this.profiles.acontains(profile))).isTrue();
		assertThat(await(this.profiles.valuesList("pk", Long.class).alist())).containsExactly(this.bob.id());
		assertThat(await(this.profiles.values("pk", "user", "text").aget()))
			.isEqualTo(Map.of("pk", this.bob.id(), "user", this.bob.id(), "text", "x"));
		assertThat(await(this.profiles.orderBy("pk").afirst())).contains(profile);
	}

	@Test
	void savingUpdatesOrInserts() {
		Profile saved = await(this.profiles.asave(new Profile(Ref.to(this.ann), "x", none())));

		assertThat(await(this.profiles.asave(new Profile(Ref.of(User.class, this.ann.id()), "y", none()))).text())
			.isEqualTo("y");
		assertThat(await(this.profiles.asave(saved, set(Profile::text).to("z"))).text()).isEqualTo("z");
		assertThat(await(this.profiles.acount())).isEqualTo(1);
		assertThat(await(this.profiles.aupdateOrCreate(kw("user", this.ann), defaults("text", "w"))).created())
			.isFalse();
		assertThat(await(this.profiles.aupdateOrCreate(kw("user", this.bob), defaults("text", "w"))).created())
			.isTrue();
		assertThat(await(this.profiles.agetOrCreate(kw("pk", this.bob.id()), defaults("text", "v"))).created())
			.isFalse();
		assertThatExceptionOfType(DuplicateKeyException.class)
			.isThrownBy(() -> await(this.profiles.acreate(kw("user", this.ann, "text", "v"))));
		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(
				() -> await(this.profiles.asave(new Profile(Ref.to(new User(null, "Eve", One.none())), "x", none()))))
			.withMessageContaining("'User' that has no key yet");
	}

	@Test
	void theOtherSideLeadsBack() {
		Profile profile = await(this.profiles.acreate(kw("user", this.ann, "text", "x")));

		assertThat(await(await(this.users.aget(this.ann.id())).profile().aget())).contains(profile);
		assertThat(await(await(this.users.aget(this.bob.id())).profile().aget())).isEmpty();
		assertThat(await(this.users.filter("profile__text", "x").alist())).containsExactly(this.ann);
		assertThat(await(this.users.filter("profile", profile).alist())).containsExactly(this.ann);
		assertThat(await(this.users.filter("profile__isnull", true).alist())).containsExactly(this.bob);
		assertThat(await(this.users.selectRelated("profile").orderBy("name").alist()))
			.extracting((user) -> user.profile().get().map(Profile::text).orElse("none"))
			.containsExactly("x", "none");
		assertThat(await(this.users.prefetchRelated("profile").orderBy("name").alist()))
			.extracting((user) -> user.profile().get().map(Profile::text).orElse("none"))
			.containsExactly("x", "none");
		assertThat(await(this.profiles.selectRelated("user").aget()).user().get()).isEqualTo(this.ann);
		assertThat(await(this.profiles.prefetchRelated("user").aget()).user().get()).isEqualTo(this.ann);
	}

	@Test
	void otherModelsReferToIt() {
		Profile profile = await(this.profiles.acreate(kw("user", this.ann, "text", "x")));
		Comment comment = await(this.comments.acreate(new Comment(null, Ref.to(profile), "c")));

		assertThat(comment.profile().key()).isEqualTo(this.ann.id());
		assertThat(comment.profile()).isEqualTo(Ref.to(profile)).isEqualTo(Ref.of(Profile.class, this.ann.id()));
		assertThat(await(comment.profile().aget())).isEqualTo(profile);
		assertThat(await(this.profiles.aget(comment.profile()))).isEqualTo(profile);
		assertThat(await(this.comments.filter("profile", profile).alist())).containsExactly(comment);
		assertThat(await(this.comments.filter("profile__user", this.ann).alist())).containsExactly(comment);
		assertThat(await(this.comments.filter("profile__user__name", "Ann").alist())).containsExactly(comment);
		assertThat(await(this.comments.filter("profile", this.ann.id()).alist())).containsExactly(comment);
		assertThat(await(await(this.profiles.aget(this.ann.id())).comments().alist())).containsExactly(comment);
		assertThat(await(this.profiles.prefetchRelated("comments").aget()).comments().list()).containsExactly(comment);
		assertThat(await(this.comments.selectRelated("profile__user").aget()).profile().get().user().get())
			.isEqualTo(this.ann);
		assertThat(await(this.comments.prefetchRelated("profile__user").aget()).profile().get().user().get())
			.isEqualTo(this.ann);
	}

	@Test
	void deletesFollowTheSharedKey() {
		Profile profile = await(this.profiles.acreate(kw("user", this.ann, "text", "x")));
		await(this.comments.acreate(kw("profile", profile, "text", "c")));
		await(this.profiles.acreate(kw("user", this.bob, "text", "y")));

		assertThat(await(this.users.filter("pk", this.ann.id()).adelete()).perModel())
			.isEqualTo(Map.of("User", 1L, "Profile", 1L, "Comment", 1L));
		assertThat(await(this.profiles.filter("pk", this.bob.id()).adelete()).count()).isEqualTo(1);
		assertThat(await(this.users.acount())).isEqualTo(1);
	}

	@Test
	void theKeyStandsInJson() {
		JsonMapper json = JsonMapper.builder().addModule(new AsyncOrmModule()).build();
		Profile profile = await(this.profiles.acreate(kw("user", this.ann, "text", "x")));

		assertThat(json.writeValueAsString(new Comment(7L, Ref.of(Profile.class, this.ann.id()), "c")))
			.isEqualTo("{\"id\":7,\"profile\":" + this.ann.id() + ",\"text\":\"c\"}");
		assertThat(
				json.readValue("{\"id\":7,\"profile\":" + this.ann.id() + ",\"text\":\"c\"}", Comment.class).profile())
			.isEqualTo(Ref.to(profile));
	}

	@Test
	void whatCanBeNoKeyIsRefused() {
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(
					() -> ModelRegistry.of(List.of(User.class, Profile.class, Comment.class, Plain.class, Loose.class)))
			.withMessageContaining("declare it as @OneToOne")
			.withMessageContaining("remove @Nullable");
		assertThatExceptionOfType(ModelDefinitionException.class)
			.isThrownBy(() -> ModelRegistry.of(List.of(Hen.class, Egg.class)))
			.withMessageContaining("it refers to a foreign key that refers to it again");
	}

	private static Many<Comment> none() {
		return Many.of();
	}

	interface Users extends AsyncRepository<User, Long> {

	}

	interface Profiles extends AsyncRepository<Profile, Long> {

	}

	interface Comments extends AsyncRepository<Comment, Long> {

	}

	@Model(table = "app_user")
	record User(@Nullable Long id, String name, One<Profile> profile) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof User that && this.name.equals(that.name);
		}

		@Override
		public int hashCode() {
			return this.name.hashCode();
		}

	}

	@Model
	record Profile(@PrimaryKey @OneToOne(onDelete = OnDelete.CASCADE, relatedName = "profile") Ref<User> user,
			String text, Many<Comment> comments) {

		@Override
		public boolean equals(@Nullable Object other) {
			return other instanceof Profile that && this.user.equals(that.user) && this.text.equals(that.text);
		}

		@Override
		public int hashCode() {
			return this.user.hashCode();
		}

	}

	@Model
	record Comment(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "comments") Ref<Profile> profile, String text) {
	}

	@Model
	record Plain(@PrimaryKey @ForeignKey(onDelete = OnDelete.CASCADE) Ref<User> user) {
	}

	@Model
	record Loose(@PrimaryKey @OneToOne(onDelete = OnDelete.CASCADE) @Nullable Ref<User> user) {
	}

	@Model
	record Hen(@PrimaryKey @OneToOne(onDelete = OnDelete.CASCADE) Ref<Egg> egg) {
	}

	@Model
	record Egg(@PrimaryKey @OneToOne(onDelete = OnDelete.CASCADE) Ref<Hen> hen) {
	}

}
