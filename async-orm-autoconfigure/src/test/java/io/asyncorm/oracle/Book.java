package io.asyncorm.oracle;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import io.asyncorm.model.AutoNow;
import io.asyncorm.model.AutoNowAdd;
import io.asyncorm.model.Column;
import io.asyncorm.model.DefaultValue;
import io.asyncorm.model.ForeignKey;
import io.asyncorm.model.Json;
import io.asyncorm.model.ManyToMany;
import io.asyncorm.model.Model;
import io.asyncorm.model.OnDelete;
import io.asyncorm.model.UniqueTogether;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import org.jspecify.annotations.Nullable;

/**
 * A book, the middle of the shop.
 */
@Model(table = "book", uniqueTogether = @UniqueTogether({ "author", "title", "edition" }))
public record Book(@Nullable Long id, @Column(length = 120) @DefaultValue("") String title,
		@Column(length = 120) @Nullable String subtitle, @Column(length = 13, unique = true) @Nullable String isbn,
		@DefaultValue("1") Short edition,
		@ForeignKey(onDelete = OnDelete.CASCADE, relatedName = "books") Ref<Author> author,
		@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "edited") @Nullable Ref<Author> editor,
		@ForeignKey(onDelete = OnDelete.PROTECT, relatedName = "books") Ref<Publisher> publisher,
		@ForeignKey(onDelete = OnDelete.SET_DEFAULT, relatedName = "books") @DefaultValue("1") Ref<Category> category,
		@ForeignKey(onDelete = OnDelete.SET_NULL, relatedName = "sequels") @Nullable Ref<Book> sequelOf,
		@Nullable Integer pages, @Column(precision = 8, scale = 2) BigDecimal price, @Nullable Double discount,
		@Nullable Long barcode, @Nullable LocalDate published, @Nullable Instant releasedAt,
		@Column(length = 10) @DefaultValue("paperback") String format, @DefaultValue("true") Boolean inPrint,
		@Nullable Boolean award, UUID uid, @Json @Nullable Object meta, @AutoNowAdd Instant created,
		@AutoNow Instant updated, @ManyToMany(table = "book_tags", relatedName = "books") Many<Tag> tags,
		@ManyToMany(through = Contribution.class, relatedName = "contributed") Many<Author> contributors,
		Many<Book> sequels, Many<Contribution> contributions, Many<Review> reviews, Many<Store> stores,
		Many<Stock> stock, Many<Contract> contracts) {
}
