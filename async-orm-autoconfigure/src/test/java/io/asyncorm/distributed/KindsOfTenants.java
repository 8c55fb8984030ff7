package io.asyncorm.distributed;

import java.util.List;
import java.util.UUID;

import io.asyncorm.model.Column;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.GeneratedKey;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.PrimaryKey;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.repository.AsyncRepository;
import org.jspecify.annotations.Nullable;

/**
 * Clients and their bills, of tenants that are texts, UUIDs, or rows of a model.
 */
enum KindsOfTenants {

	TEXT(TextClient.class, TextBill.class, TextClients.class, TextBills.class),

	UUIDS(UuidClient.class, UuidBill.class, UuidClients.class, UuidBills.class),

	REF(RefClient.class, RefBill.class, RefClients.class, RefBills.class);

	private final Class<?> client;

	private final Class<?> bill;

	final Class<? extends AsyncRepository<?, ?>> clients;

	final Class<? extends AsyncRepository<?, ?>> bills;

	KindsOfTenants(Class<?> client, Class<?> bill, Class<? extends AsyncRepository<?, ?>> clients,
			Class<? extends AsyncRepository<?, ?>> bills) {
		this.client = client;
		this.bill = bill;
		this.clients = clients;
		this.bills = bills;
	}

	Class<?>[] models() {
		return new Class<?>[] { Land.class, this.client, this.bill };
	}

	/** One of the tenants, for code that acts for it: of a model, its key. */
	Object tenant(Land land) {
		return switch (this) {
			case TEXT -> land.name();
			case UUIDS -> new UUID(7, land.id());
			case REF -> land.id();
		};
	}

	/** The same by what a client has sent. */
	String sent(Land land) {
		return tenant(land).toString();
	}

	/** The same as the property of a row has it. */
	Object property(Land land) {
		return (this == REF) ? Ref.to(land) : tenant(land);
	}

	@Model
	record Land(Long id, @Column(length = 40) String name) {
	}

	@Model(distributedBy = "shop", partitions = 8, uniqueTogether = @UniqueTogether({ "shop", "email" }))
	record TextClient(@PrimaryKey @Column(length = 40) @Nullable String shop,
			@PrimaryKey @GeneratedKey @Nullable Long id, @Column(length = 60) String email, int points,
			Many<TextBill> bills) {
	}

	@Model(distributedBy = "shop", partitions = 8)
	record TextBill(@PrimaryKey @Column(length = 40) @Nullable String shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "bills") Ref<TextClient> client,
			@Column(length = 60) String note) {
	}

	@Model(distributedBy = "shop", partitions = 8, uniqueTogether = @UniqueTogether({ "shop", "email" }))
	record UuidClient(@PrimaryKey @Nullable UUID shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@Column(length = 60) String email, int points, Many<UuidBill> bills) {
	}

	@Model(distributedBy = "shop", partitions = 8)
	record UuidBill(@PrimaryKey @Nullable UUID shop, @PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "bills") Ref<UuidClient> client,
			@Column(length = 60) String note) {
	}

	@Model(distributedBy = "shop", partitions = 8, uniqueTogether = @UniqueTogether({ "shop", "email" }))
	record RefClient(
			@PrimaryKey @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "clients") @Nullable Ref<Land> shop,
			@PrimaryKey @GeneratedKey @Nullable Long id, @Column(length = 60) String email, int points,
			Many<RefBill> bills) {
	}

	@Model(distributedBy = "shop", partitions = 8)
	record RefBill(@PrimaryKey @ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "bills") @Nullable Ref<Land> shop,
			@PrimaryKey @GeneratedKey @Nullable Long id,
			@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "bills") Ref<RefClient> client,
			@Column(length = 60) String note) {
	}

	interface Lands extends AsyncRepository<Land, Long> {

	}

	interface TextClients extends AsyncRepository<TextClient, List<?>> {

	}

	interface TextBills extends AsyncRepository<TextBill, List<?>> {

	}

	interface UuidClients extends AsyncRepository<UuidClient, List<?>> {

	}

	interface UuidBills extends AsyncRepository<UuidBill, List<?>> {

	}

	interface RefClients extends AsyncRepository<RefClient, List<?>> {

	}

	interface RefBills extends AsyncRepository<RefBill, List<?>> {

	}

}
