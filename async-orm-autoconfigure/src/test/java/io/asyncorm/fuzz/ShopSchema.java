package io.asyncorm.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The bookshop's tables and relations, said once more and by hand, so that what is held
 * against the models does not come out of them.
 */
final class ShopSchema {

	private static final Map<String, Table> TABLES = new LinkedHashMap<>();

	static {
		table("Category", "category", "id:INTEGER name:TEXT", "parent:Category:children");
		table("Publisher", "publisher",
				"id:INTEGER name:TEXT city:TEXT founded:DATE rating=stars:DOUBLE active:BOOLEAN staff:INTEGER settings:JSON",
				"");
		table("Tag", "tag", "id:INTEGER name:TEXT weight:INTEGER", "");
		table("Author", "author",
				"id:INTEGER name:TEXT email:TEXT born:DATE country:TEXT active:BOOLEAN score:DECIMAL joined:INSTANT token:UUID",
				"mentor:Author:mentees");
		table("Profile", "profile", "id:INTEGER bio:TEXT website:TEXT followers:INTEGER verified:BOOLEAN",
				"author:Author:profile! sponsor:Publisher:ambassador!");
		table("Book", "book",
				"id:INTEGER title:TEXT subtitle:TEXT isbn:TEXT edition:INTEGER pages:INTEGER price:DECIMAL discount:DOUBLE"
						+ " barcode:INTEGER published:DATE released_at:INSTANT format:TEXT in_print:BOOLEAN award:BOOLEAN"
						+ " uid:UUID meta:JSON created:INSTANT",
				"author:Author:books editor:Author:edited publisher:Publisher:books category:Category:books"
						+ " sequel_of:Book:sequels");
		table("Contribution", "contribution", "id:INTEGER role:TEXT share:DECIMAL",
				"book:Book:contributions author:Author:contributions");
		table("Review", "review", "id:INTEGER reviewer:TEXT rating:INTEGER body:TEXT created:INSTANT helpful:INTEGER",
				"book:Book:reviews moderator:Author:moderated");
		table("Store", "store", "code:TEXT name:TEXT city:TEXT opened:DATE opens:TIME closes:TIME", "");
		table("Stock", "stock", "id:INTEGER quantity:INTEGER price:DECIMAL restocked:INSTANT",
				"store:Store:stock book:Book:stock");
		table("Contract", "contract", "id:UUID signed:DATE amount:DECIMAL",
				"author:Author:contracts book:Book:contracts");
		manyToMany("Book", "tags", "book_tags", "book_id", "tag_id", "Tag", "books");
		manyToMany("Book", "contributors", "contribution", "book_id", "author_id", "Author", "contributed");
		manyToMany("Store", "books", "stock", "store_id", "book_id", "Book", "stores");
		manyToMany("Author", "follows", "author_follows", "from_author_id", "to_author_id", "Author", "followed_by");
		manyToMany("Author", "friends", "author_friends", "from_author_id", "to_author_id", "Author", null);
	}

	private ShopSchema() {
	}

	static List<Table> tables() {
		return List.copyOf(TABLES.values());
	}

	static Table of(String model) {
		return Objects.requireNonNull(TABLES.get(model), model);
	}

	private static void table(String model, String name, String fields, String foreignKeys) {
		Table table = new Table(model, name, new LinkedHashMap<>(), new LinkedHashMap<>());
		for (String field : fields.split(" ")) {
			String[] parts = field.split(":");
			String[] names = parts[0].split("=");
			table.fields.put(names[0], new Field(names[names.length - 1], Kind.valueOf(parts[1])));
		}
		TABLES.put(model, table);
		for (String foreignKey : foreignKeys.isEmpty() ? new String[0] : foreignKeys.split(" ")) {
			String[] parts = foreignKey.split(":");
			Table target = of(parts[1]);
			boolean one = parts[2].endsWith("!");
			String column = parts[0] + "_id";
			table.relations.put(parts[0], new Relation(parts[0], target, false, null, column, ""));
			String back = one ? parts[2].substring(0, parts[2].length() - 1) : parts[2];
			target.relations.put(back, new Relation(back, table, !one, null, "", column));
		}
	}

	private static void manyToMany(String model, String name, String link, String from, String to, String target,
			@Nullable String back) {
		of(model).relations.put(name, new Relation(name, of(target), true, link, from, to));
		if (back != null) {
			of(target).relations.put(back, new Relation(back, of(model), true, link, to, from));
		}
	}

	/**
	 * Which of many rows is meant: by tables and columns, since a many-to-many relation
	 * goes over the same row as the foreign keys of its link do.
	 */
	static String way(List<Relation> path) {
		StringBuilder way = new StringBuilder();
		for (int i = 0; i < path.size(); i++) {
			Relation relation = path.get(i);
			if (relation.isForeignKey()) {
				way.append('>').append(relation.from());
			}
			else if (relation.link() == null) {
				way.append('/').append(relation.target().name()).append('.').append(relation.to());
			}
			else {
				way.append('/').append(relation.link()).append('.').append(relation.from());
				way.append((i < path.size() - 1) ? ">" + relation.to() : "");
			}
		}
		return way.toString();
	}

	/** A model's table; its key is the first of the fields. */
	record Table(String model, String name, Map<String, Field> fields, Map<String, Relation> relations) {

		String key() {
			return this.fields.keySet().iterator().next();
		}

		Field keyField() {
			return Objects.requireNonNull(this.fields.get(key()));
		}

		List<String> fieldNames() {
			return new ArrayList<>(this.fields.keySet());
		}

		List<Relation> relationList() {
			return new ArrayList<>(this.relations.values());
		}

		@Override
		public String toString() {
			return this.model;
		}

	}

	record Field(String column, Kind kind) {
	}

	/**
	 * A relation.
	 *
	 * @param link the table between the two; null if one of them has the column
	 * @param from the column that leads away: of the source, or of the link; empty for
	 * the far side of a foreign key
	 * @param to the column that leads there: of the target, or of the link; empty for a
	 * foreign key
	 */
	record Relation(String name, Table target, boolean toMany, @Nullable String link, String from, String to) {

		boolean isForeignKey() {
			return this.link == null && !this.from.isEmpty();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
