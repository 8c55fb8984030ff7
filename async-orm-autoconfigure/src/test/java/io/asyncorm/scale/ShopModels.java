package io.asyncorm.scale;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.model.Version;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import org.jspecify.annotations.Nullable;

/**
 * The models of a shop that serves many tenants. Each row is of one of them, and refers
 * to rows of the same only, so that all of a tenant can be kept in one place.
 */
final class ShopModels {

	static final List<Class<?>> ALL = List.of(Customer.class, Product.class, Label.class, ProductLabel.class,
			Stock.class, Purchase.class, Line.class, Review.class, Visit.class);

	private ShopModels() {
	}

	@Model(distributedBy = "tenant", ordering = "id", uniqueTogether = @UniqueTogether({ "tenant", "email" }))
	record Customer(@PrimaryKey @Nullable Long tenant, @PrimaryKey @GeneratedKey @Nullable Long id,
			@Column(length = 100) String email, String name, @DefaultValue("0") int points,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "invited") @Nullable Ref<Customer> inviter,
			Many<Purchase> purchases) {
	}

	@Model(distributedBy = "tenant", ordering = "id", uniqueTogether = @UniqueTogether({ "tenant", "code" }))
	record Product(@PrimaryKey @Nullable Long tenant, @PrimaryKey @GeneratedKey @Nullable Long id,
			@Column(length = 20) String code, String title, BigDecimal price, @Nullable LocalDate since,
			@ManyToMany(through = ProductLabel.class, relatedName = "products") Many<Label> labels,
			Many<Review> reviews) {
	}

	@Model(distributedBy = "tenant", uniqueTogether = @UniqueTogether({ "tenant", "name" }))
	record Label(@PrimaryKey @Nullable Long tenant, @PrimaryKey @GeneratedKey @Nullable Long id,
			@Column(length = 20) String name) {
	}

	@Model(distributedBy = "tenant", uniqueTogether = @UniqueTogether({ "product", "label" }))
	record ProductLabel(@PrimaryKey @Nullable Long tenant, @PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Product> product,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Label> label) {
	}

	/** How many there are of a product. */
	@Model(distributedBy = "tenant")
	record Stock(@PrimaryKey @Nullable Long tenant, @PrimaryKey @GeneratedKey @Nullable Long id,
			@OneToOne(onDelete = OnDelete.CASCADE, relatedName = "stock") Ref<Product> product, int amount,
			@Nullable @Version Integer version) {
	}

	@Model(distributedBy = "tenant", ordering = "id", getLatestBy = "placed")
	record Purchase(@PrimaryKey @Nullable Long tenant, @PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "purchases") Ref<Customer> customer, Instant placed,
			@DefaultValue("new") @Column(length = 20) String state, Many<Line> lines) {
	}

	@Model(distributedBy = "tenant", ordering = "id")
	record Line(@PrimaryKey @Nullable Long tenant, @PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "lines") Ref<Purchase> purchase,
			@ForeignKey(onDelete = OnDelete.PROTECT, relatedName = "lines") Ref<Product> product, int quantity,
			BigDecimal price) {
	}

	@Model(distributedBy = "tenant", ordering = "id")
	record Review(@PrimaryKey @Nullable Long tenant, @PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "reviews") Ref<Product> product,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "reviews") @Nullable Ref<Customer> customer,
			int stars) {
	}

	/** Has no key but its own. */
	@Model(distributedBy = "tenant", ordering = "id")
	record Visit(@PrimaryKey @Nullable Long tenant, @PrimaryKey @GeneratedKey @Nullable Long id, String visitor,
			int times) {
	}

	/** What a purchase costs. */
	record Bill(String customer, BigDecimal total) {
	}

	interface Customers extends AsyncRepository<Customer, List<?>> {

		CompletableFuture<List<Customer>> alist(int points__gte);

	}

	interface Products extends AsyncRepository<Product, List<?>> {

		CompletableFuture<List<Product>> alistByTitleOrderByPriceDesc(String title);

	}

	interface Labels extends AsyncRepository<Label, List<?>> {

	}

	interface ProductLabels extends AsyncRepository<ProductLabel, List<?>> {

	}

	interface Stocks extends AsyncRepository<Stock, List<?>> {

	}

	interface Purchases extends AsyncRepository<Purchase, List<?>> {

		@Query("""
				select c.name as customer, sum(l.quantity * l.price) as total
				from purchase p
				join customer c on c.id = p.customer_id and c.tenant = p.tenant
				join "line" l on l.purchase_id = p.id and l.tenant = p.tenant
				where p.tenant = :currentTenant group by c.name order by c.name""")
		CompletableFuture<List<Bill>> abills();

	}

	interface Lines extends AsyncRepository<Line, List<?>> {

	}

	interface Reviews extends AsyncRepository<Review, List<?>> {

	}

	interface Visits extends AsyncRepository<Visit, List<?>> {

	}

}
