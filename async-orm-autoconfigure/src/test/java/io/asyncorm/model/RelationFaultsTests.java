package io.asyncorm.model;

import java.util.List;
import java.util.function.Supplier;

import io.asyncorm.query.Many;
import io.asyncorm.query.One;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be wrong between models.
 */
class RelationFaultsTests {

	@Test
	void refusesARefThatSaysNothingOfDeletes() {
		assertThat(faults(Target.class, BareRef.class))
			.containsExactly("'target': a Ref needs to say what becomes of it"
					+ " when its target is deleted; add @ForeignKey(onDelete = ...) or @OneToOne(onDelete = ...)");
	}

	@Test
	void refusesRelationsToWhatIsNoModel() {
		assertThat(faults(Target.class, NoTarget.class)).containsExactly(
				"'text': it leads to 'java.lang.String', which is no known model; annotate that with @Model and keep it"
						+ " in a package that is scanned.",
				"'raw': its type does not say which model it leads to; declare a Ref<...> of that model",
				"'targets': it leads to '" + Targets.class.getName() + "', which is no known model; annotate that with"
						+ " @Model and keep it in a package that is scanned. Did you mean 'Target'?");
	}

	@Test
	void refusesRelationsToModelsOfWhichNoObjectCanBeMade() {
		assertThat(faults(ToAbstract.class)).containsExactly("'shelf': it leads to '" + Furniture.class.getName()
				+ "', which is no known model; that has @Model, but is an interface, so that no object of it can be made;"
				+ " move @Model to the class that implements it, and use that one instead.");
	}

	@Test
	void refusesRelationTypesThatDoNotFit() {
		assertThat(faults(Target.class, WrongTypes.class)).containsExactly(
				"'a': @ForeignKey and @OneToOne lead to one object; declare a Ref instead of a Many",
				"'b': @ManyToMany leads to many objects; declare a Many instead of a Ref",
				"'c': it has more than one of @ForeignKey, @OneToOne and @ManyToMany; keep one of them",
				"'d': @Column means nothing here, since it has no column; remove the annotation");
	}

	@Test
	void refusesRelationsThatCanBeNoKey() {
		assertThat(faults(Target.class, RelationKey.class)).containsExactly(
				"'target': a foreign key that is the whole key leads one row to each object; declare it as @OneToOne",
				"'target': it is the key, which every object is given; remove @Nullable");
		assertThat(faults(Target.class, ReverseKey.class))
			.contains("'targets': @PrimaryKey means nothing here, since it has no column; remove the annotation");
	}

	@Test
	void refusesToFieldsThatDoNotIdentifyOneRow() {
		assertThat(faults(Target.class, Loose.class)).containsExactly(
				"'a': its toField 'cod' is no field of 'Target'. Did you mean 'code'? Unique ones are: id, code, maybe",
				"'b': its toField 'name' is not unique in 'Target', so that it could lead to several rows; mark that with"
						+ " @Column(unique = true)",
				"'c': its toField 'maybe' can be null in 'Target', and what it is null in could not be referred to; name a"
						+ " field that is never null");
	}

	@Test
	void refusesRulesThatCannotBeKept() {
		assertThat(faults(Target.class, Rules.class)).containsExactlyInAnyOrder(
				"'a': SET_NULL needs a foreign key that can be null; declare it as @Nullable Ref, or choose another rule",
				"'b': SET_DEFAULT needs a default; add @DefaultValue with a key, or choose another rule",
				"'c': its default, @DefaultValue(\"x\"), does not fit. A value of type 'java.lang.String' cannot be used"
						+ " as 'java.lang.Long': it is no such number, or does not fit without loss");
	}

	@Test
	void refusesRulesWithoutWhatTheySet() {
		assertThat(faults(Target.class, SetRules.class)).containsExactlyInAnyOrder(
				"'a': SET needs the key that is set; add setValue = \"...\" or setSupplier = ..., or choose another rule",
				"'b': its setValue or setSupplier is what onDelete = SET writes, but its rule is CASCADE; keep one of them",
				"'c': its onDelete, setValue = \"x\", does not fit. A value of type 'java.lang.String' cannot be used as"
						+ " 'java.lang.Long': it is no such number, or does not fit without loss",
				"'d': its onDelete = SET has both a value and a supplier; keep one of them",
				"'e': the supplier of its onDelete gives 'java.lang.String'; it must give 'java.lang.Long'",
				"'f': DB_SET_NULL needs a foreign key that can be null; declare it as @Nullable Ref, or choose another rule",
				"'g': DB_SET_DEFAULT needs a default of the column; add @DatabaseDefault with a key as SQL, or choose"
						+ " another rule");
	}

	@Test
	void refusesRulesThatTheDatabaseWouldLeaveOut() {
		assertThat(faults(Target.class, Shelf.class, Cover.class)).containsExactlyInAnyOrder(
				"'target': the database deletes rows of 'Shelf' by itself, because 'Shelf.target' has DB_CASCADE, which"
						+ " leaves their rows in 'Shelf_others': choose CASCADE, or a through model whose rule is DB_CASCADE",
				"'shelf': its rule PROTECT is not always carried out: the database deletes rows of 'Shelf' by itself, because 'Shelf.target' has DB_CASCADE; choose a"
						+ " rule that the database carries out, too, or CASCADE there");
	}

	@Test
	void refusesWaysBackThatClash() {
		assertThat(faults(Target.class, Clash.class)).containsExactly(
				"'b': the name of its reverse relation, 'clash' of 'Target', is that of the reverse"
						+ " relation of 'Clash.a'; give another" + " relatedName",
				"'c': the name of its reverse relation, 'name' of 'Target', is that of a property of it; give another"
						+ " relatedName",
				"'d': the name of its reverse relation, 'a__b', can neither hold '__', at which lookups are split, nor end in"
						+ " '_'; give another relatedName");
	}

	@Test
	void refusesWaysBackOfNothing() {
		assertThat(faults(Parent.class, Child.class)).containsExactly(
				"'childs': no relation of 'Child' to 'Parent' has relatedName 'childs'; add one with @ForeignKey,"
						+ " @OneToOne or @ManyToMany, or mark this with @ManyToMany. Did you mean 'child'? Choices are:"
						+ " child",
				"'toys': it leads to 'Parent', but is the reverse relation of 'Child.second'; declare a Many<Child>",
				"'third': it is the reverse relation of 'Child.third'; declare a Many<Child>");
	}

	@Test
	void refusesThroughModelsThatDoNotLinkBothSides() {
		assertThat(faults(Target.class, Through.class)).containsExactly(
				"'a': its through, 'Target', needs one foreign key to 'Through' and one to 'Target'",
				"'b': its through, 'java.lang.String', is no known model; annotate it with @Model and keep it in a"
						+ " package that is scanned",
				"'c': a symmetrical relation leads to its own model and has no reverse relation; remove symmetrical or"
						+ " relatedName");
	}

	@Test
	void refusesThroughFieldsThatDoNotLink() {
		String choices = " Choices are: member, inviter";
		assertThat(faults(Member.class, Invitation.class, Club.class)).containsExactlyInAnyOrder(
				"'a': its through, 'Invitation', needs one foreign key to 'Club' and one to 'Member'; name those that link,"
						+ " this side's first, with throughFields: it has 'club', 'member', 'inviter'",
				"'b': its throughFields name 'inviters', which is no foreign key of 'Invitation' to 'Member'."
						+ " Did you mean 'inviter'?" + choices,
				"'c': its throughFields name 'member', which is no foreign key of 'Invitation' to 'Club'. Choices are:"
						+ " club",
				"'c': its throughFields name 'club', which is no foreign key of 'Invitation' to 'Member'." + choices,
				"'d': its throughFields are 1; name two foreign keys of 'Invitation', the first of which leads to 'Club'",
				"'e': it has throughFields without a model of the links; add through, or remove them",
				"'f': its throughFields name 'member__name', which is no foreign key of 'Invitation' to 'Member'."
						+ choices,
				"'g': its throughFields name 'inviter' twice; name a foreign key for each side");
	}

	@Test
	void refusesJoinTablesThatClash() {
		assertThat(faults(Target.class, JoinTables.class))
			.containsExactly("the table 'target' of 'JoinTables_a' is that of '" + Target.class.getName()
					+ "' too; name another one with @ManyToMany(table = \"...\")");
	}

	@Test
	void refusesAManyToManyThatBothSidesDeclare() {
		String fault = "'tags': 'Word.posts' is a @ManyToMany too, so that each has links of its own; remove the"
				+ " annotation from 'Word.posts' and write @ManyToMany(relatedName = \"posts\") here, or name the"
				+ " reverse of both if they are two relations";

		assertThat(faults(Post.class, Word.class)).containsExactly(fault);
		assertThat(faults(Word.class, Post.class)).singleElement()
			.asString()
			.startsWith("'posts': 'Post.tags' is a @ManyToMany too");
		assertThat(ModelRegistry.of(List.of(Liked.class, Liker.class)).joinTables()).hasSize(2);
	}

	@Test
	void refusesAPropertyThatIsCalledAsTheKeyOfAForeignKey() {
		assertThat(faults(Target.class, KeyName.class))
			.contains("'targetId': 'targetId' names the key of the foreign key 'target'; rename one of them");
	}

	@Test
	void followsOrderingThroughRelations() {
		assertThat(faults(Target.class, Ordered.class)).containsExactly("its ordering names 'nam' of '-target__nam',"
				+ " which 'Target' does not have. Did you mean 'name'? Choices are: code, id, maybe, name, ordered");
	}

	private static List<String> faults(Class<?>... models) {
		return ModelFaultsTests.faults(models);
	}

	@Model
	record Target(@Nullable Long id, String name, @Column(unique = true) String code,
			@Column(unique = true) @Nullable String maybe) {
	}

	@Model
	record Post(@Nullable Long id, @ManyToMany(relatedName = "tagged") Many<Word> tags) {
	}

	@Model
	record Word(@Nullable Long id, @ManyToMany Many<Post> posts) {
	}

	@Model
	record Liked(@Nullable Long id, @ManyToMany(relatedName = "mentioned") Many<Liker> mentions) {
	}

	@Model
	record Liker(@Nullable Long id, @ManyToMany(relatedName = "likedBy") Many<Liked> likes) {
	}

	record Targets() {
	}

	@Model
	record BareRef(@Nullable Long id, Ref<Target> target) {
	}

	@Model
	@SuppressWarnings("rawtypes") // that is what is refused
	record NoTarget(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<String> text,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref raw, Many<Targets> targets) {
	}

	@Model
	interface Furniture {

	}

	@Model
	record ToAbstract(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Furniture> shelf) {
	}

	@Model
	record WrongTypes(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "a") Many<Target> a,
			@ManyToMany(relatedName = "b") Ref<Target> b,
			@ForeignKey(onDelete = OnDelete.CASCADE,
					relatedName = "c") @OneToOne(onDelete = OnDelete.CASCADE) Ref<Target> c,
			@Column(name = "d") @ManyToMany(relatedName = "d") Many<Target> d) {
	}

	@Model
	record RelationKey(@PrimaryKey @ForeignKey(onDelete = OnDelete.CASCADE) @Nullable Ref<Target> target) {
	}

	@Model
	record ReverseKey(@Nullable Long id, @PrimaryKey @ManyToMany Many<Target> targets) {
	}

	@Model
	record Loose(@Nullable Long id,
			@ForeignKey(toField = "cod", onDelete = OnDelete.CASCADE, relatedName = "a") Ref<Target> a,
			@ForeignKey(toField = "name", onDelete = OnDelete.CASCADE, relatedName = "b") Ref<Target> b,
			@ForeignKey(toField = "maybe", onDelete = OnDelete.CASCADE, relatedName = "c") Ref<Target> c) {
	}

	@Model
	record SetRules(@Nullable Long id, @ForeignKey(onDelete = OnDelete.SET, relatedName = "sa") Ref<Target> a,
			@ForeignKey(onDelete = OnDelete.CASCADE, setValue = "1", relatedName = "sb") Ref<Target> b,
			@ForeignKey(onDelete = OnDelete.SET, setValue = "x", relatedName = "sc") Ref<Target> c,
			@ForeignKey(onDelete = OnDelete.SET, setValue = "1", setSupplier = Texts.class,
					relatedName = "sd") Ref<Target> d,
			@ForeignKey(onDelete = OnDelete.SET, setSupplier = Texts.class, relatedName = "se") Ref<Target> e,
			@ForeignKey(onDelete = OnDelete.DB_SET_NULL, relatedName = "sf") Ref<Target> f,
			@ForeignKey(onDelete = OnDelete.DB_SET_DEFAULT, relatedName = "sg") Ref<Target> g) {
	}

	static final class Texts implements Supplier<String> {

		@Override
		public String get() {
			return "x";
		}

	}

	@Model
	record Shelf(@Nullable Long id, @ForeignKey(onDelete = OnDelete.DB_CASCADE) Ref<Target> target,
			@ManyToMany(relatedName = "otherShelves") Many<Target> others) {
	}

	@Model
	record Cover(@Nullable Long id, @ForeignKey(onDelete = OnDelete.PROTECT) Ref<Shelf> shelf) {
	}

	@Model
	record Rules(@Nullable Long id, @ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "a") Ref<Target> a,
			@ForeignKey(onDelete = OnDelete.SET_DEFAULT, relatedName = "b") Ref<Target> b,
			@ForeignKey(onDelete = OnDelete.SET_DEFAULT, relatedName = "c") @DefaultValue("x") Ref<Target> c) {
	}

	@Model
	record Clash(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Target> a,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Target> b,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "name") Ref<Target> c,
			@ManyToMany(relatedName = "a__b") Many<Target> d) {
	}

	@Model
	record Parent(@Nullable Long id, Many<Child> childs, Many<Parent> toys, One<Child> third) {
	}

	@Model
	record Child(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Parent> first,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "toys") Ref<Parent> second,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "third") Ref<Parent> third) {
	}

	@Model
	record Member(@Nullable Long id, String name, @ManyToMany(through = Invitation.class, throughFields = {
			"inviter", "inviter" }, relatedName = "g+") Many<Member> g){
	}

	@Model
	record Invitation(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "invitations") Ref<Club> club,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "memberships") Ref<Member> member,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "invited") Ref<Member> inviter) {
	}

	@Model
	record Club(@Nullable Long id, @ManyToMany(through = Invitation.class, relatedName = "a") Many<Member> a,
			@ManyToMany(through = Invitation.class, throughFields = {
					"club", "inviters" }, relatedName = "b") Many<Member> b,
			@ManyToMany(through = Invitation.class, throughFields = { "member", "club" },
					relatedName = "c") Many<Member> c,
			@ManyToMany(through = Invitation.class, throughFields = "club", relatedName = "d") Many<Member> d,
			@ManyToMany(throughFields = { "club", "member" }, relatedName = "e") Many<Member> e,
			@ManyToMany(through = Invitation.class, throughFields = { "club", "member__name" },
					relatedName = "f") Many<Member> f){
	}

	@Model
	record Through(@Nullable Long id, @ManyToMany(through = Target.class) Many<Target> a,
			@ManyToMany(through = String.class) Many<Target> b,
			@ManyToMany(symmetrical = true, relatedName = "c") Many<Through> c) {
	}

	@Model
	record JoinTables(@Nullable Long id, @ManyToMany(table = "target") Many<Target> a) {
	}

	@Model
	record KeyName(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Target> target, long targetId) {
	}

	@Model(ordering = { "target__name", "-target__nam" })
	record Ordered(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Target> target) {
	}

}
