package io.asyncorm.scale;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.OneToOne;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.model.Version;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.repository.Query;
import org.jspecify.annotations.Nullable;

/**
 * The models of a shop that serves many tenants. Each row says whose it is, and refers to
 * rows of the same tenant only, so that all of a tenant can be kept in one place.
 */
final class ShopModels {

	static final List<Class<?>> ALL = List.of(Customer.class, Product.class, Label.class, ProductLabel.class,
			Stock.class, Purchase.class, Line.class, Review.class, Visit.class);

	private ShopModels() {
	}

	@Model(ordering = "id", uniqueTogether = @UniqueTogether({ "tenant", "email" }))
	record Customer(@Nullable Long id, long tenant, @Column(length = 100) String email, String name,
			@DefaultValue("0") int points,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "invited") @Nullable Ref<Customer> inviter,
			Many<Purchase> purchases) {
	}

	@Model(ordering = "id", uniqueTogether = @UniqueTogether({ "tenant", "code" }))
	record Product(@Nullable Long id, long tenant, @Column(length = 20) String code, String title, BigDecimal price,
			@Nullable LocalDate since,
			@ManyToMany(through = ProductLabel.class, relatedName = "products") Many<Label> labels,
			Many<Review> reviews) {
	}

	@Model(uniqueTogether = @UniqueTogether({ "tenant", "name" }))
	record Label(@Nullable Long id, long tenant, @Column(length = 20) String name) {
	}

	@Model(uniqueTogether = @UniqueTogether({ "tenant", "product", "label" }))
	record ProductLabel(@Nullable Long id, long tenant, @ForeignKey(onDelete = OnDelete.CASCADE) Ref<Product> product,
			@ForeignKey(onDelete = OnDelete.CASCADE) Ref<Label> label) {
	}

	/** How many there are of a product. */
	@Model
	record Stock(@Nullable Long id, long tenant,
			@OneToOne(onDelete = OnDelete.CASCADE, relatedName = "stock") Ref<Product> product, int amount,
			@Nullable @Version Integer version) {
	}

	@Model(ordering = "id", getLatestBy = "placed")
	record Purchase(@Nullable Long id, long tenant,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "purchases") Ref<Customer> customer, Instant placed,
			@DefaultValue("new") @Column(length = 20) String state, Many<Line> lines) {
	}

	@Model(ordering = "id")
	record Line(@Nullable Long id, long tenant,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "lines") Ref<Purchase> purchase,
			@ForeignKey(onDelete = OnDelete.PROTECT, relatedName = "lines") Ref<Product> product, int quantity,
			BigDecimal price) {
	}

	@Model(ordering = "id")
	record Review(@Nullable Long id, long tenant,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "reviews") Ref<Product> product,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "reviews") @Nullable Ref<Customer> customer,
			int stars) {
	}

	/** Has no key but its own. */
	@Model(ordering = "id")
	record Visit(@Nullable Long id, long tenant, String visitor, int times) {
	}

	/** What a purchase costs. */
	record Bill(String customer, BigDecimal total) {
	}

	interface Customers extends AsyncRepository<Customer, Long> {

		CompletableFuture<List<Customer>> alist(long tenant, int points__gte);

	}

	interface Products extends AsyncRepository<Product, Long> {

		CompletableFuture<List<Product>> alistByTenantAndTitleOrderByPriceDesc(long tenant, String title);

	}

	interface Labels extends AsyncRepository<Label, Long> {

	}

	interface ProductLabels extends AsyncRepository<ProductLabel, Long> {

	}

	interface Stocks extends AsyncRepository<Stock, Long> {

	}

	interface Purchases extends AsyncRepository<Purchase, Long> {

		@Query("""
				select c.name as customer, sum(l.quantity * l.price) as total
				from purchase p
				join customer c on c.id = p.customer_id and c.tenant = p.tenant
				join "line" l on l.purchase_id = p.id and l.tenant = p.tenant
				where p.tenant = :tenant group by c.name order by c.name""")
		CompletableFuture<List<Bill>> abills(long tenant);

	}

	interface Lines extends AsyncRepository<Line, Long> {

	}

	interface Reviews extends AsyncRepository<Review, Long> {

	}

	interface Visits extends AsyncRepository<Visit, Long> {

	}

}
