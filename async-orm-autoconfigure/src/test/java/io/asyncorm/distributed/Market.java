package io.asyncorm.distributed;

import java.util.List;

import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.model.Version;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

/**
 * A market of several shops, which are its tenants; countries belong to all of them.
 */
final class Market {

	static final Class<?>[] MODELS = { Country.class, Customer.class, Label.class, Product.class, Purchase.class,
			Line.class, Reminder.class, Favourite.class };

	private Market() {
	}

	@Model
	record Country(@Nullable Long id, @Column(length = 40, unique = true) String name, Many<Customer> customers) {
	}

	@Model(distributedBy = "shop", partitions = 4, ordering = "id",
			uniqueTogether = @UniqueTogether({ "shop", "email" }))
	record Customer(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@Column(length = 60) String email, @DefaultValue("0") int points,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "customers") @Nullable Ref<Country> country,
			Many<Purchase> purchases,
			@ManyToMany(through = Favourite.class, relatedName = "admirers") Many<Product> favourites) {
	}

	@Model(distributedBy = "shop", partitions = 4, ordering = "id",
			uniqueTogether = @UniqueTogether({ "shop", "name" }))
	record Label(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@Column(length = 40) String name) {
	}

	@Model(distributedBy = "shop", partitions = 4, ordering = "id", uniqueTogether = @UniqueTogether({ "shop", "sku" }))
	record Product(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@Column(length = 20) String sku, @DefaultValue("10") int price,
			@ManyToMany(relatedName = "products") Many<Label> labels) {
	}

	@Model(distributedBy = "shop", partitions = 4, ordering = "id")
	record Purchase(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "purchases") Ref<Customer> customer,
			@DefaultValue("open") @Column(length = 20) String state, @Version @Nullable Integer version,
			Many<Line> lines, Many<Reminder> reminders) {
	}

	@Model(distributedBy = "shop", partitions = 4, ordering = "id")
	record Line(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "lines") Ref<Purchase> purchase,
			@ForeignKey(onDelete = OnDelete.PROTECT, relatedName = "lines") Ref<Product> product,
			@DefaultValue("1") int amount) {
	}

	@Model(distributedBy = "shop", partitions = 4, ordering = "id")
	record Reminder(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "reminders") @Nullable Ref<Purchase> purchase,
			@Column(length = 100) String text) {
	}

	@Model(distributedBy = "shop", partitions = 4, ordering = "id",
			uniqueTogether = @UniqueTogether({ "customer", "product" }))
	record Favourite(@PrimaryKey @Nullable Long shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "+") Ref<Customer> customer,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "+") Ref<Product> product,
			@DefaultValue("0") int stars) {
	}

	interface Countries extends AsyncRepository<Country, Long> {

	}

	interface Customers extends AsyncRepository<Customer, List<?>> {

	}

	interface Labels extends AsyncRepository<Label, List<?>> {

	}

	interface Products extends AsyncRepository<Product, List<?>> {

	}

	interface Purchases extends AsyncRepository<Purchase, List<?>> {

	}

	interface Lines extends AsyncRepository<Line, List<?>> {

	}

	interface Reminders extends AsyncRepository<Reminder, List<?>> {

	}

	interface Favourites extends AsyncRepository<Favourite, List<?>> {

	}

}
