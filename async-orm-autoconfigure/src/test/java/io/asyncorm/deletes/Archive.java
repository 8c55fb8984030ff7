package io.asyncorm.deletes;

import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
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

import org.springframework.jdbc.core.simple.JdbcClient;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;

/**
 * A database of folders in folders, with documents that have pages and tags.
 */
final class Archive implements AutoCloseable {

	private final HikariDataSource pool;

	private final AsyncOrm orm;

	Archive(TestDatabase database) {
		this(database.create(10));
	}

	Archive(HikariDataSource pool) {
		this.pool = pool;
		this.orm = AsyncOrm.builder(pool)
			.models(User.class, Folder.class, Tag.class, Document.class, Page.class, Lease.class)
			.schemaAction(SchemaAction.CREATE)
			.build();
	}

	AsyncOrm orm() {
		return this.orm;
	}

	HikariDataSource pool() {
		return this.pool;
	}

	/** SQL with names in double quotes. */
	JdbcClient.StatementSpec sql(String sql) {
		return JdbcClient.create(this.pool).sql(sql);
	}

	Users users() {
		return this.orm.repository(Users.class);
	}

	Folders folders() {
		return this.orm.repository(Folders.class);
	}

	Documents documents() {
		return this.orm.repository(Documents.class);
	}

	Pages pages() {
		return this.orm.repository(Pages.class);
	}

	Tags tags() {
		return this.orm.repository(Tags.class);
	}

	Leases leases() {
		return this.orm.repository(Leases.class);
	}

	Folder folder(String name, @Nullable Folder parent) {
		return await(folders().acreate(kw("name", name, "parent", parent)));
	}

	Document document(String title, Folder folder) {
		return await(documents().acreate(kw("title", title, "folder", folder, "owner", null)));
	}

	Page page(Document document, int number) {
		return await(pages().acreate(kw("document", document, "number", number)));
	}

	User user(String name) {
		return await(users().acreate(kw("name", name)));
	}

	Tag tag(String name) {
		return await(tags().acreate(kw("name", name)));
	}

	long count(String table) {
		return sql("select count(*) from \"" + table + "\"").query(Long.class).single();
	}

	/** Deletes all rows. */
	void clear() {
		List.of("lease", "page", "document_tags", "document", "tag")
			.forEach((table) -> sql("delete from \"" + table + "\"").update());
		sql("update \"folder\" set \"parent_id\" = null").update();
		List.of("folder", "user").forEach((table) -> sql("delete from \"" + table + "\"").update());
	}

	@Override
	public void close() {
		this.orm.close();
		this.pool.close();
	}

	interface Users extends AsyncRepository<User, Long> {

	}

	interface Folders extends AsyncRepository<Folder, Long> {

	}

	interface Documents extends AsyncRepository<Document, Long> {

	}

	interface Pages extends AsyncRepository<Page, Long> {

	}

	interface Tags extends AsyncRepository<Tag, Long> {

	}

	interface Leases extends AsyncRepository<Lease, Long> {

	}

	@Model
	record User(@Nullable Long id, @Column(length = 20) String name) {
	}

	@Model
	record Folder(@Nullable Long id, @Column(length = 20) String name,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "folders") @Nullable Ref<Folder> parent) {
	}

	@Model
	record Tag(@Nullable Long id, @Column(length = 20) String name) {
	}

	@Model
	record Document(@Nullable Long id, @Column(length = 20) String title,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "documents") Ref<Folder> folder,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "documents") @Nullable Ref<User> owner,
			@ManyToMany(relatedName = "documents") Many<Tag> tags) {
	}

	@Model
	record Page(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "pages") Ref<Document> document, int number) {
	}

	@Model
	record Lease(@Nullable Long id, @ForeignKey(onDelete = OnDelete.PROTECT, relatedName = "leases") Ref<User> user) {
	}

}
