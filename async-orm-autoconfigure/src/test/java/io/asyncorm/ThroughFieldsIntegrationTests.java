package io.asyncorm;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.q;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many-to-many relations whose links have more than one foreign key to a side.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ThroughFieldsIntegrationTests {

	@Parameter
	TestDatabase database;

	private HikariDataSource pool;

	private AsyncOrm orm;

	private Clubs clubs;

	private Members members;

	private Member ann;

	private Member bob;

	private Member cay;

	private Club chess;

	@BeforeEach
	void open() {
		this.pool = this.database.create(2);
		this.orm = AsyncOrm.builder(this.pool)
			.models(Club.class, Member.class, Invitation.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
		this.clubs = this.orm.repository(Clubs.class);
		this.members = this.orm.repository(Members.class);
		Invitations invitations = this.orm.repository(Invitations.class);
		this.ann = await(this.members.acreate(kw("name", "Ann")));
		this.bob = await(this.members.acreate(kw("name", "Bob")));
		this.cay = await(this.members.acreate(kw("name", "Cay")));
		this.chess = await(this.clubs.acreate(kw("name", "Chess")));
		// Ann asked Bob, Bob asked Cay, into the club
		await(invitations.acreate(kw("club", this.chess).and("inviter", this.ann).and("member", this.bob)));
		await(invitations.acreate(kw("club", this.chess).and("inviter", this.bob).and("member", this.cay)));
	}

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void theNamedForeignKeysLink() {
		Club read = await(this.clubs.prefetchRelated("members", "askers").aget());
		assertThat(read.members().list()).containsExactlyInAnyOrder(this.bob, this.cay);
		assertThat(read.askers().list()).containsExactlyInAnyOrder(this.ann, this.bob);
		assertThat(await(read.members().orderBy("name").alist())).containsExactly(this.bob, this.cay);
		assertThat(await(this.members.filter("clubs", this.chess).orderBy("id").alist())).containsExactly(this.bob,
				this.cay);
		assertThat(await(this.members.filter("clubsAskedFor", this.chess).orderBy("id").alist()))
			.containsExactly(this.ann, this.bob);
		assertThat(await(this.clubs.filter(q("members__name", "Ann").or(q("askers__name", "Cay"))).aexists()))
			.isFalse();
		assertThat(await(this.clubs.annotate("n", count("askers")).values("n").aget())).containsEntry("n", 2L);
	}

	@Test
	void theFirstIsThatOfTheOwnSideWhereBothLeadToOneModel() {
		List<Member> all = await(this.members.prefetchRelated("asked", "askedBy").orderBy("id").alist());
		assertThat(all).extracting((member) -> member.asked().list())
			.containsExactly(List.of(this.bob), List.of(this.cay), List.of());
		assertThat(all).extracting((member) -> member.askedBy().list())
			.containsExactly(List.of(), List.of(this.ann), List.of(this.bob));
		assertThat(await(this.members.filter("asked__asked__name", "Cay").alist())).containsExactly(this.ann);
	}

	@Model
	record Member(@Nullable Long id, String name, @ManyToMany(through = Invitation.class, throughFields = {
			"inviter", "member" }, relatedName = "askedBy") Many<Member> asked, Many<Member> askedBy){
	}

	@Model
	record Club(@Nullable Long id, String name, @ManyToMany(through = Invitation.class, throughFields = {
			"club", "member" }, relatedName = "clubs") Many<Member> members,
			@ManyToMany(through = Invitation.class, throughFields = { "club", "inviter" },
					relatedName = "clubsAskedFor") Many<Member> askers){
	}

	@Model
	record Invitation(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Club> club,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "memberships") Ref<Member> member,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "invitations") Ref<Member> inviter) {
	}

	interface Clubs extends AsyncRepository<Club, Long> {

	}

	interface Members extends AsyncRepository<Member, Long> {

	}

	interface Invitations extends AsyncRepository<Invitation, Long> {

	}

}
