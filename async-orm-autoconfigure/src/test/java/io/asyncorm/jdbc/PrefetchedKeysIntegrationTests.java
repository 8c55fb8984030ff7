package io.asyncorm.jdbc;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.Orm;
import io.asyncorm.assembly.Assembly;
import io.asyncorm.assembly.Engine;
import io.asyncorm.assembly.ExecutionSettings;
import io.asyncorm.assembly.LanePlan;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.ModelRegistry;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.queryset.QuerySets;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prefetched objects find their owners, whatever the type of their keys, and where models
 * lead to themselves.
 */
@ParameterizedClass
@EnumSource
class PrefetchedKeysIntegrationTests {

	private static final int NODES = 30;

	private final HikariDataSource pool;

	private final Engine engine;

	private final QuerySets querySets;

	private final JdbcClient jdbc;

	PrefetchedKeysIntegrationTests(TestDatabase kind) {
		this.pool = kind.create(2);
		this.jdbc = JdbcClient.create(this.pool);
		ModelRegistry models = ModelRegistry
			.of(List.of(Node.class, Price.class, Offer.class, Token.class, Session.class));
		this.engine = Engine.start(Assembly.of(this.pool, models), new VirtualThreadExecutor(),
				LanePlan.of(this.pool, ExecutionSettings.DEFAULTS.withLanes(1)), SchemaAction.CREATE);
		this.querySets = this.engine.querySets();
	}

	@AfterEach
	void close() {
		this.engine.close();
		this.pool.close();
	}

	@Test
	void decimalsAreKeysWhateverTheirScale() {
		insert("price", "amount", new BigDecimal("1.50"));
		insert("offer", "price_id", new BigDecimal("1.5"));

		Price read = Orm.await(this.querySets.of(Price.class).prefetchRelated("offers").aget());
		Price completed = Orm
			.await(this.querySets.of(Price.class)
				.aprefetchRelatedObjects(List.of(new Price(new BigDecimal("1.5"), null)), "offers"))
			.get(0);

		assertThat(offers(read)).hasSize(1);
		assertThat(offers(completed)).hasSize(1);
	}

	@Test
	void uuidsAreKeysAndNullsLeadNowhere() {
		UUID used = UUID.randomUUID();
		insert("token", "id", used);
		insert("session", "token_id", used);
		insert("session", "token_id", used);
		insert("session", "token_id", null);

		List<Session> sessions = Orm
			.await(this.querySets.of(Session.class).orderBy("id").prefetchRelated("token__sessions").alist());

		Ref<Token> token = Objects.requireNonNull(sessions.get(0).token());
		assertThat(Objects.requireNonNull(token.get().sessions()).list()).hasSize(2);
		assertThat(sessions.get(2).token()).isNull();
	}

	@Test
	void modelsMayLeadToThemselves() {
		link();

		List<Node> nodes = Orm
			.await(nodes().prefetchRelated("parent", "children__parent__children", "links__linkedFrom", "linkedFrom")
				.alist());

		assertThat(nodes).hasSize(NODES).allSatisfy((node) -> {
			Node alone = Orm.await(nodes().filter("code", node.code()).aget());
			assertSame(node.children(), alone.children());
			assertSame(node.links(), alone.links());
			assertSame(node.linkedFrom(), alone.linkedFrom());
			assertThat(list(node.links())).allSatisfy((link) -> assertThat(codes(list(link.linkedFrom()))).hasSize(2));
			assertThat(list(node.children())).allSatisfy((child) -> {
				Node parent = Objects.requireNonNull(child.parent()).get();
				assertThat(parent.code()).isEqualTo(node.code());
				assertSame(parent.children(), alone.children());
			});
		});
	}

	@Test
	void anObjectMayBeCompletedTwice() {
		link();
		Node node = Orm.await(nodes().filter("code", "n01").aget());

		List<Node> both = Orm
			.await(this.querySets.of(Node.class).aprefetchRelatedObjects(List.of(node, node), "links", "children"));

		assertThat(both).hasSize(2).allSatisfy((one) -> {
			assertThat(list(one.links())).hasSize(2);
			assertThat(list(one.children())).hasSize(2);
		});
	}

	@Test
	void aSliceOfCountedObjectsIsTakenForEachOwner() {
		link();
		QuerySet<Node> busy = this.querySets.of(Node.class)
			.annotate("number", Orm.count("children"))
			.filter("number__gt", 0)
			.orderBy("-number", "code");

		List<Node> nodes = Orm.await(nodes().prefetchRelated(Prefetch.of("links").querySet(busy.slice(0, 1))).alist());

		assertThat(nodes).anySatisfy((node) -> assertThat(list(node.links())).isNotEmpty())
			.allSatisfy((node) -> assertThat(list(node.links())).extracting(Node::code)
				.isEqualTo(Orm.await(busy.filter("linkedFrom__code", node.code()).alist())
					.stream()
					.map(Node::code)
					.limit(1)
					.toList()));
	}

	/** A tree, and two links from each node. */
	private void link() {
		for (int i = 0; i < NODES; i++) {
			this.jdbc.sql("insert into \"node\" (\"code\", \"parent_id\") values (?, ?)")
				.params(code(i), (i == 0) ? null : code((i - 1) / 2))
				.update();
		}
		for (int i = 0; i < 2 * NODES; i++) {
			this.jdbc.sql("insert into \"node_links\" (\"from_node_id\", \"to_node_id\") values (?, ?)")
				.params(code(i % NODES), code((i + ((i < NODES) ? 7 : 11)) % NODES))
				.update();
		}
	}

	private static String code(int number) {
		return "n%02d".formatted(number);
	}

	private void insert(String table, String column, @Nullable Object value) {
		this.jdbc.sql("insert into \"%s\" (\"%s\") values (?)".formatted(table, column)).param(value).update();
	}

	private QuerySet<Node> nodes() {
		return this.querySets.of(Node.class).orderBy("code");
	}

	private static List<Offer> offers(Price price) {
		return Objects.requireNonNull(price.offers()).list();
	}

	private static List<Node> list(@Nullable Many<Node> nodes) {
		return Objects.requireNonNull(nodes).list();
	}

	private static void assertSame(@Nullable Many<Node> nodes, @Nullable Many<Node> alone) {
		assertThat(codes(list(nodes))).isEqualTo(codes(Orm.await(Objects.requireNonNull(alone).alist())));
	}

	private static Set<String> codes(List<Node> nodes) {
		return new TreeSet<>(nodes.stream().map(Node::code).toList());
	}

	/**
	 * Leads to others of its kind.
	 */
	@Model
	public record Node(@PrimaryKey String code,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "children") @Nullable Ref<Node> parent,
			@Nullable Many<Node> children,
			@ManyToMany(relatedName = "linkedFrom", table = "node_links") @Nullable Many<Node> links,
			@Nullable Many<Node> linkedFrom) {
	}

	/**
	 * Has a decimal as its key.
	 */
	@Model
	public record Price(@PrimaryKey @Column(precision = 8, scale = 2) BigDecimal amount, @Nullable Many<Offer> offers) {
	}

	/**
	 * Has a price.
	 */
	@Model
	public record Offer(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "offers") Ref<Price> price) {
	}

	/**
	 * Has a UUID as its key.
	 */
	@Model
	public record Token(@PrimaryKey UUID id, @Nullable Many<Session> sessions) {
	}

	/**
	 * May have a token.
	 */
	@Model
	public record Session(@Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "sessions") @Nullable Ref<Token> token) {
	}

}
