package io.asyncorm.schema.inspection;

import java.nio.file.Path;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Tenant;
import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Index;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link SchemaInspection} of tables whose rows belong to tenants.
 */
@Timeout(120)
class TenantTablesIntegrationTests {

	@TempDir
	private Path folder;

	@ParameterizedTest
	@EnumSource(names = { "POSTGRESQL", "H2", "MARIADB" })
	void tablesOfDistributedModelsAreWrittenAsSuch(TestDatabase database) throws Exception {
		try (HikariDataSource pool = database.create(3)) {
			AsyncOrm.builder(pool)
				.models(Country.class, Client.class, Tag.class, Bill.class, Note.class)
				.schemaAction(SchemaAction.CREATE)
				.build()
				.close();

			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				String divided = (database == TestDatabase.POSTGRESQL) ? ", partitions = 3" : "";
				assertThat(written.source("Country")).doesNotContain("distributedBy");
				assertThat(written.source("Client")).contains("@Model(distributedBy = \"shop\"" + divided + ", ",
						"@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,");
				assertThat(written.source("Bill")).contains(
						"@ForeignKey(onDelete = OnDelete.DO_NOTHING) Ref<Client> client,",
						"@ForeignKey(onDelete = OnDelete.DO_NOTHING, relatedName = \"billByPaidBy\", columns = { \"paid_by\" })"
								+ " @Nullable Ref<Client> paidBy,");
				assertThat(written.source("Note")).contains("@OneToOne(onDelete = OnDelete.DB_CASCADE) Ref<Bill> bill");
				assertThat(written.source("BillTag")).contains("distributedBy = \"shop\"" + divided + ", ",
						" Ref<Bill> bill,", "@ForeignKey(onDelete = OnDelete.DO_NOTHING) Ref<Tag> tag)");
				assertThat(written.differences()).isEmpty();
				assertThat(Tenant.all(written::readAll)).hasSize(6);
			}
		}
	}

	@Test
	void tablesOfTenantsThatOthersMadeAreWrittenAsSuch() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			new JdbcTemplate(pool).execute(
					"""
							create table tenant (id uuid primary key, name text not null);
							create table plan (code text primary key);
							create table member (tenant_id uuid not null references tenant on delete cascade, id bigint not null,
								plan_code text references plan, boss bigint,
								primary key (tenant_id, id),
								foreign key (tenant_id, boss) references member (tenant_id, id));
							create table visit (tenant_id uuid not null, no int not null, guest_id bigint not null,
								primary key (tenant_id, no),
								foreign key (guest_id, tenant_id) references member (id, tenant_id) on delete cascade);
							create table stay (tenant_id uuid not null, visit_no int not null, night int not null,
								primary key (tenant_id, visit_no, night),
								foreign key (tenant_id, visit_no) references visit);
							create table log (id bigserial primary key, tenant_id uuid, member_id bigint,
								foreign key (tenant_id, member_id) references member);
							create index on member (tenant_id);
							create index on member (plan_code);
							create index on member (tenant_id, boss);
							create index on visit (tenant_id, guest_id);
							create index on stay (tenant_id, visit_no);
							insert into tenant values ('20000000-0000-4000-8000-000000000000', 'Ours');
							insert into member values ('20000000-0000-4000-8000-000000000000', 1, null, null);
							insert into visit values ('20000000-0000-4000-8000-000000000000', 1, 1);
							insert into stay values ('20000000-0000-4000-8000-000000000000', 1, 1)""");

			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.source("Member")).contains("@Model(distributedBy = \"tenant\")",
						"@PrimaryKey @ForeignKey(onDelete = OnDelete.DB_CASCADE) @Nullable Ref<Tenant> tenant,",
						"@ForeignKey(onDelete = OnDelete.DO_NOTHING) @Column(name = \"plan_code\") @Nullable Ref<Plan> planCode",
						"@ForeignKey(onDelete = OnDelete.DO_NOTHING, columns = { \"boss\" }) @Nullable Ref<Member> boss");
				assertThat(written.source("Visit")).contains("@Model(distributedBy = \"tenantId\")",
						"@ForeignKey(onDelete = OnDelete.DB_CASCADE) Ref<Member> guest");
				assertThat(written.source("Stay")).contains("@Model(distributedBy = \"tenantId\")",
						"@PrimaryKey @ForeignKey(onDelete = OnDelete.DO_NOTHING) Ref<Visit> visit,");
				assertThat(written.source("Log"))
					.contains("for @Model(distributedBy = \"tenantId\") at both and a Ref here.");
				assertThat(Tenant.all(written::readAll)).contains(entry("Members", 1L), entry("Stays", 1L));
				assertThat(written.differences())
					.allMatch((difference) -> difference.contains("no model declares the foreign key"));
			}
		}
	}

	@Test
	void whatTheDatabaseWouldDoInRowsOfAllTenantsIsSaid() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			new JdbcTemplate(pool).execute("""
					create table plan (code text primary key);
					create table member (shop int, id int, plan text references plan on delete cascade, boss int,
						friend int, primary key (shop, id),
						foreign key (shop, boss) references member (shop, id) on delete set null (boss),
						foreign key (shop, friend) references member (shop, id));
					create index member_shop_friend_idx on member (shop, friend)""");

			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.source("Member")).contains("@Model(distributedBy = \"shop\")",
						"// refers to public.plan [code], together with all of [plan]: what the database does ON DELETE",
						"// refers to public.member [shop, id], together with all of [shop, boss]: what the database does",
						"columns = { \"friend\" }) @Nullable Ref<Member> friend");
				assertThat(written.differences()).hasSize(2)
					.allMatch((difference) -> difference.contains("no model declares the foreign key"));
			}
		}
	}

	@Test
	void whatIsTakenForTenantsIsSaid() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			new JdbcTemplate(pool).execute("""
					create table region (country char(2), code int, primary key (country, code));
					create table city (country char(2), name text, region int, primary key (country, name),
						foreign key (country, region) references region (country, code))""");

			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.source("City")).contains("@Model(distributedBy = \"country\")",
						"Its rows are taken for those of tenants, who are told apart by 'country': all keys that * lead from"
								+ " one such table to another share it. If that is no tenant, leave distributedBy out of all");
				assertThat(Tenant.all(written::readAll)).containsOnlyKeys("Regions", "Cities");
			}
		}
	}

	@Test
	void keysThatAreUsedByAllBelongToNoTenant() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			new JdbcTemplate(pool).execute(
					"""
							create table region (country char(2), code int, primary key (country, code));
							create table city (country char(2), name text, region int, primary key (country, name),
								foreign key (country, region) references region (country, code));
							create table trip (id bigint primary key, home_country char(2), home int, goal_country char(2), goal int,
								foreign key (home_country, home) references region (country, code),
								foreign key (goal_country, goal) references region (country, code));
							insert into region values ('DE', 1), ('FR', 2);
							insert into city values ('DE', 'Bonn', 1);
							insert into trip values (1, 'DE', 1, 'FR', 2)""");

			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.source("City")).contains("@Model public record City(");
				assertThat(written.source("Region")).contains("@Model public record Region(");
				assertThat(written.source("Trip")).contains(
						"columns = { \"home_country\", \"home\" }) @Nullable Ref<Region> region,",
						"columns = { \"goal_country\", \"goal\" }) @Nullable Ref<Region> region2");
				assertThat(written.readAll()).isEqualTo(Map.of("Regions", 2L, "Cities", 1L, "Trips", 1L));
			}
		}
	}

	@Test
	void partsOfOthersBelongToNoTenant() throws Exception {
		try (HikariDataSource pool = TestDatabase.POSTGRESQL.create(3)) {
			new JdbcTemplate(pool).execute("""
					create table line (order_no int, line int, primary key (order_no, line));
					create table part (order_no int, line int, part int, primary key (order_no, line, part),
						foreign key (order_no, line) references line)""");

			try (WrittenModels written = new WrittenModels(pool, this.folder, "")) {
				assertThat(written.source("Part")).contains("@Model public record Part(",
						"// refers to public.line [order_no, line], together with all of [order_no, line]: if 'order_no'"
								+ " says whose the rows are, all keys of both tables have to hold it");
				assertThat(written.readAll()).isEqualTo(Map.of("Lines", 0L, "Parts", 0L));
			}
		}
	}

	@Model
	record Country(@Nullable Long id, @Column(length = 40, unique = true) String name) {
	}

	@Model(distributedBy = "shop", partitions = 3, uniqueTogether = @UniqueTogether({ "shop", "email" }))
	record Client(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@Column(length = 60) String email,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "+") @Nullable Ref<Country> country) {
	}

	@Model(distributedBy = "shop", partitions = 3)
	record Tag(@PrimaryKey @Nullable Long shop, @PrimaryKey @Column(length = 20) String name) {
	}

	@Model(distributedBy = "shop", partitions = 3, uniqueTogether = @UniqueTogether({ "client", "no" }))
	@Index(fields = { "client", "-total" })
	record Bill(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "bills") Ref<Client> client,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "paid",
					columns = "paid_by") @Nullable Ref<Client> payer,
			int no, int total, @ManyToMany(relatedName = "bills") Many<Tag> tags) {
	}

	@Model(distributedBy = "shop", partitions = 3)
	record Note(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@OneToOne(onDelete = OnDelete.DB_CASCADE) Ref<Bill> bill, @Column(length = 9) String text) {
	}

}
