package io.asyncorm.schema;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.asyncorm.model.Check;
import io.asyncorm.model.Column;
import io.asyncorm.model.Embedded;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Index;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.RenamedFrom;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * Models before and after something is renamed.
 *
 * @param name what is renamed
 * @param before the models before
 * @param after the models afterwards
 * @param rows what is in the tables before
 * @param query asks for it afterwards
 * @param result what the query tells
 * @param statements some that are expected
 * @param phases those of all steps
 */
record RenameCase(String name, Class<?>[] before, Class<?>[] after, String rows, String query, String result,
		String[] statements, List<SchemaStep.Phase> phases) {

	private static final List<SchemaStep.Phase> RENAMES = List.of(SchemaStep.Phase.RENAMES);

	private static final List<SchemaStep.Phase> SWAPS = List.of(SchemaStep.Phase.RENAMES, SchemaStep.Phase.COMMENTS);

	@Override
	public String toString() {
		return this.name;
	}

	static Stream<RenameCase> all() {
		return Stream.of(
				new RenameCase("a link table", Group.of(Clubs.Team.class, Clubs.Player.class),
						Group.of(Clubs.Team.class, LinkTable.Player.class), Clubs.ROWS,
						"select concat(player_id, ' ', team_id) from player_clubs", "1 7",
						new String[] { "alter table \"player_favourites\" rename to \"player_clubs\"" }, RENAMES),
				new RenameCase("a link table whose owner has another class",
						Group.of(Clubs.Team.class, Clubs.Player.class),
						Group.of(Clubs.Team.class, OtherClass.Person.class), Clubs.ROWS,
						"select concat(person_id, ' ', team_id) from player_favourites", "1 7",
						new String[] {
								"alter table \"player_favourites\" rename column \"player_id\" to \"person_id\"" },
						RENAMES),
				new RenameCase("a link table whose owner and target are renamed",
						Group.of(Clubs.Team.class, Clubs.Player.class), Group.of(Both.Club.class, Both.Person.class),
						Clubs.ROWS,
						"select concat(person_id, ' ', club_id, from_person_id, to_person_id)"
								+ " from person_favourites, person_friends",
						"1 711", new String[] { "alter table \"player_friends\" rename to \"person_friends\"" },
						RENAMES),
				new RenameCase("the prefix of an embedded value, and a part", Group.of(Parts.Shop.class),
						Group.of(OtherParts.Shop.class),
						"insert into shop (id, address_town, address_spot_x, city) values (1, 'Ulm', 5, 'Bonn')",
						"select concat(home_city, home_place_x, bill_city) from shop", "Ulm5Bonn",
						new String[] { "alter table \"shop\" rename column \"address_town\" to \"home_city\"",
								"alter table \"shop\" rename column \"address_spot_x\" to \"home_place_x\"",
								"alter table \"shop\" rename column \"city\" to \"bill_city\"" },
						RENAMES),
				new RenameCase("parts of a key, with the foreign keys to it",
						Group.of(Shelves.Shelf.class, Shelves.Box.class),
						Group.of(OtherShelves.Shelf.class, OtherShelves.Box.class),
						"insert into shelf (room, place, name) values (1, 2, 'low');"
								+ " insert into box (id, shelf_room, shelf_place, second_room, second_place)"
								+ " values (1, 1, 2, 1, 2);"
								+ " insert into box_near (box_id, shelf_room, shelf_place) values (1, 1, 2)",
						"select concat(b.shelf_hall, b.shelf_place, b.rack_hall, b.rack_place, n.shelf_hall) from box b"
								+ " join box_near n on n.box_id = b.id",
						"12121",
						new String[] { "alter table \"shelf\" rename column \"room\" to \"hall\"",
								"alter table \"box\" rename column \"shelf_room\" to \"shelf_hall\"",
								"alter table \"box\" rename column \"second_room\" to \"rack_hall\"",
								"alter table \"box_near\" rename column \"shelf_room\" to \"shelf_hall\"" },
						RENAMES),
				new RenameCase("the schema of a model", Group.of(Clubs.Team.class, Clubs.Player.class),
						Group.of(Clubs.Team.class, Moved.Player.class), Clubs.ROWS,
						"select concat(l.player_id, ' ', l.team_id, p.name) from sales.player_favourites l"
								+ " join sales.player p on p.id = l.player_id",
						"1 7Ann",
						new String[] { "alter table \"player\" set schema \"sales\"",
								"alter table \"player_favourites\" set schema \"sales\"" },
						List.of(SchemaStep.Phase.SCHEMAS, SchemaStep.Phase.RENAMES)),
				new RenameCase("the schema and the name of a model", Group.of(Clubs.Team.class, Moved.Player.class),
						Group.of(Clubs.Team.class, MovedOn.Person.class),
						Clubs.ROWS.replace("into player", "into sales.player"),
						"select concat(l.person_id, ' ', l.team_id, p.name) from archive.person_favourites l"
								+ " join archive.person p on p.id = l.person_id",
						"1 7Ann", new String[] { "alter table \"sales\".\"player\" set schema \"archive\"" },
						List.of(SchemaStep.Phase.SCHEMAS, SchemaStep.Phase.RENAMES)),
				new RenameCase("columns that exchange their names", Group.of(Names.Writer.class),
						Group.of(Swapped.Writer.class),
						"insert into writer (id, first, last) values (1, 'Jane', 'Austen')",
						"select concat(first, last) from writer", "AustenJane",
						new String[] { "alter table \"writer\" rename column \"last_before\" to \"first\"" }, SWAPS),
				new RenameCase("columns in a row", Group.of(Names.Writer.class), Group.of(Chain.Writer.class),
						"insert into writer (id, first, last) values (1, 'Jane', 'Austen')",
						"select concat(given, first) from writer", "JaneAusten",
						new String[] { "alter table \"writer\" rename column \"first\" to \"given\"" }, RENAMES),
				new RenameCase("tables that exchange their names", Group.of(Houses.Flat.class, Houses.House.class),
						Group.of(SwappedHouses.Flat.class, SwappedHouses.House.class),
						"insert into flat (id, street) values (1, 'f'); insert into house (id, street) values (2, 'h')",
						"select concat(f.id, f.street, h.id, h.street) from flat f, house h", "2h1f",
						new String[] { "alter table \"house_before\" rename to \"flat\"" }, SWAPS),
				new RenameCase("tables in a row", Group.of(Houses.Flat.class, Houses.House.class),
						Group.of(ChainedHouses.House.class, ChainedHouses.Villa.class),
						"insert into flat (id, street) values (1, 'f'); insert into house (id, street) values (2, 'h')",
						"select concat(f.id, f.street, h.id, h.street) from house f, villa h", "1f2h",
						new String[] { "alter table \"house\" rename to \"villa\"" }, RENAMES),
				new RenameCase("a column whose name another one gets", Group.of(Names.Writer.class),
						Group.of(Again.Writer.class),
						"insert into writer (id, first, last) values (1, 'Jane', 'Austen')",
						"select concat(given, '-', coalesce(first, '')) from writer", "Jane-",
						new String[] { "alter table \"writer\" rename column \"first\" to \"given\"" },
						Arrays.asList(SchemaStep.Phase.values())));
	}

	/** Names an array. */
	static final class Group {

		static Class<?>[] of(Class<?>... models) {
			return models;
		}

	}

	static final class Clubs {

		static final String ROWS = "insert into team (id, name) values (7, 'red');"
				+ " insert into player (id, name) values (1, 'Ann');"
				+ " insert into player_favourites (player_id, team_id) values (1, 7);"
				+ " insert into player_friends (from_player_id, to_player_id) values (1, 1)";

		@Model
		record Team(@Nullable Long id, String name) {
		}

		@Model
		record Player(@Nullable Long id, @Column(unique = true) String name,
				@ManyToMany(relatedName = "fans") Many<Team> favourites,
				@ManyToMany(symmetrical = true) Many<Player> friends) {
		}

	}

	static final class LinkTable {

		@Model
		record Player(@Nullable Long id, @Column(unique = true) String name,
				@ManyToMany(relatedName = "fans") @RenamedFrom("player_favourites") Many<Clubs.Team> clubs,
				@ManyToMany(symmetrical = true) Many<Player> friends) {
		}

	}

	static final class OtherClass {

		@Model(table = "player")
		record Person(@Nullable Long id, @Column(unique = true) String name,
				@ManyToMany(relatedName = "fans") @RenamedFrom(columns = {
						"player_id", "team_id" }) Many<Clubs.Team> favourites,
				@ManyToMany(symmetrical = true) @RenamedFrom(
						columns = { "from_player_id", "to_player_id" }) Many<Person> friends){
		}

	}

	static final class Both {

		@Model
		@RenamedFrom("team")
		record Club(@Nullable Long id, String name) {
		}

		@Model
		@RenamedFrom("player")
		record Person(@Nullable Long id, @Column(unique = true) String name,
				@ManyToMany(relatedName = "fans") Many<Club> favourites,
				@ManyToMany(symmetrical = true) Many<Person> friends) {
		}

	}

	static final class Parts {

		record Spot(int x) {
		}

		record Address(@Check("town <> ''") String town, @Embedded Spot spot) {
		}

		@Model
		@Index(fields = "address__town")
		record Shop(@Nullable Long id, @Embedded Address address, @Column(unique = true) String city) {
		}

	}

	static final class OtherParts {

		record Spot(int x) {
		}

		record Address(@Check("city <> ''") @RenamedFrom("town") String city,
				@Embedded @RenamedFrom("spot_") Spot place) {
		}

		record Billing(@Column(unique = true) String city) {
		}

		@Model
		@Index(fields = "home__city")
		record Shop(@Nullable Long id, @Embedded @RenamedFrom("address_") Address home,
				@Embedded(prefix = "bill_") @RenamedFrom("") Billing billing) {
		}

	}

	static final class Shelves {

		record ShelfKey(int room, int place) {
		}

		@Model
		record Shelf(ShelfKey id, String name) {
		}

		@Model
		record Box(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Shelf> shelf,
				@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "seconds") Ref<Shelf> second,
				@ManyToMany(relatedName = "nears") Many<Shelf> near) {
		}

	}

	static final class OtherShelves {

		record ShelfKey(@RenamedFrom("room") int hall, int place) {
		}

		@Model
		record Shelf(ShelfKey id, String name) {
		}

		@Model
		record Box(@Nullable Long id, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Shelf> shelf,
				@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "seconds") @RenamedFrom(columns = {
						"second_room", "second_place" }) Ref<Shelf> rack,
				@ManyToMany(relatedName = "nears") Many<Shelf> near){
		}

	}

	static final class Moved {

		@Model(schema = "sales")
		@RenamedFrom("public.player")
		record Player(@Nullable Long id, @Column(unique = true) String name,
				@ManyToMany(relatedName = "fans") Many<Clubs.Team> favourites,
				@ManyToMany(symmetrical = true) Many<Player> friends) {
		}

	}

	static final class MovedOn {

		@Model(schema = "archive")
		@RenamedFrom("sales.player")
		record Person(@Nullable Long id, @Column(unique = true) String name,
				@ManyToMany(relatedName = "fans") Many<Clubs.Team> favourites,
				@ManyToMany(symmetrical = true) Many<Person> friends) {
		}

	}

	static final class Names {

		@Model
		@Index(fields = "first")
		@Index(fields = "last")
		record Writer(@Nullable Long id, @Column(unique = true) String first, @Column(unique = true) String last) {
		}

	}

	static final class Swapped {

		@Model
		@Index(fields = "first")
		@Index(fields = "last")
		record Writer(@Nullable Long id, @Column(unique = true) @RenamedFrom("last") String first,
				@Column(unique = true) @RenamedFrom("first") String last) {
		}

	}

	static final class Chain {

		@Model
		@Index(fields = "first")
		@Index(fields = "given")
		record Writer(@Nullable Long id, @Column(unique = true) @RenamedFrom("last") String first,
				@Column(unique = true) @RenamedFrom("first") String given) {
		}

	}

	static final class Again {

		@Model
		@Index(fields = "first")
		@Index(fields = "given")
		@Index(fields = "last")
		record Writer(@Nullable Long id, @Column(unique = true) @Nullable String first,
				@Column(unique = true) @RenamedFrom("first") String given, @Column(unique = true) String last) {
		}

	}

	static final class Houses {

		@Model(uniqueTogether = @UniqueTogether({ "id", "street" }))
		record Flat(@Nullable Long id, @Column(unique = true) @Check("street <> ''") String street) {
		}

		@Model(uniqueTogether = @UniqueTogether({ "id", "street" }))
		record House(@Nullable Long id, @Column(unique = true) @Check("street <> ''") String street) {
		}

	}

	static final class SwappedHouses {

		@Model(uniqueTogether = @UniqueTogether({ "id", "street" }))
		@RenamedFrom("house")
		record Flat(@Nullable Long id, @Column(unique = true) @Check("street <> ''") String street) {
		}

		@Model(uniqueTogether = @UniqueTogether({ "id", "street" }))
		@RenamedFrom("flat")
		record House(@Nullable Long id, @Column(unique = true) @Check("street <> ''") String street) {
		}

	}

	static final class ChainedHouses {

		@Model(uniqueTogether = @UniqueTogether({ "id", "street" }))
		@RenamedFrom("flat")
		record House(@Nullable Long id, @Column(unique = true) @Check("street <> ''") String street) {
		}

		@Model(uniqueTogether = @UniqueTogether({ "id", "street" }))
		@RenamedFrom("house")
		record Villa(@Nullable Long id, @Column(unique = true) @Check("street <> ''") String street) {
		}

	}

}
